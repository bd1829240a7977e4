package link.box.registration;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import link.box.api.registration.Listing;

/** When the Box is listed where strangers may be behind the same address. Thread-safe. */
final class Policy implements Listing {
    /** The setting {@code registration.discovery}. */
    enum Discovery {
        /** Over IPv6 always, over IPv4 if the home has its address to itself, or in a window. */ AUTO,
        /** In a window only. */ WINDOW,
        /** Whoever may be there. */ ALWAYS,
        /** Never. */ OFF;

        static Discovery of(String setting) {
            return valueOf(setting.strip().toUpperCase(Locale.ROOT));
        }
    }

    static final Duration UNCLAIMED = Duration.ofMinutes(30);
    static final Duration CLAIMED = Duration.ofMinutes(5);
    static final Duration ASKED = Duration.ofMinutes(10);

    private final Discovery discovery;
    private final LongSupplier nanos;
    private final long started;
    private final Supplier<Optional<Boolean>> admin;
    private final Runnable changed;
    private long unclaimed;
    private boolean claimed;
    private Long asked;
    private int openings;

    /**
     * @param started when the Box was started
     * @param admin whether it has one; empty while nobody knows
     * @param changed told when a window opens
     */
    Policy(Discovery discovery, LongSupplier nanos, long started, Supplier<Optional<Boolean>> admin, Runnable changed) {
        this.discovery = discovery;
        this.nanos = nanos;
        this.started = started;
        this.unclaimed = started;
        this.admin = admin;
        this.changed = changed;
    }

    @Override
    public void open() {
        synchronized (this) {
            asked = nanos.getAsLong();
            openings++;
        }
        changed.run();
    }

    @Override
    public Optional<Duration> left() {
        if (discovery == Discovery.OFF) {
            return Optional.empty();
        }
        Duration boot = unasked();
        Duration wanted = wanted();
        return Optional.of(boot.compareTo(wanted) > 0 ? boot : wanted).filter(each -> !each.isNegative() && !each.isZero());
    }

    /** Set-up is open again when the last admin has been removed. While nobody knows, the shorter time holds. */
    private synchronized Duration unasked() {
        Optional<Boolean> now = admin.get();
        if (now.isPresent()) {
            unclaimed = claimed && !now.get() ? nanos.getAsLong() : unclaimed;
            claimed = now.get();
        }
        return now.orElse(true) ? left(started, CLAIMED) : left(unclaimed, UNCLAIMED);
    }

    private synchronized Duration wanted() {
        return asked == null ? Duration.ZERO : left(asked, ASKED);
    }

    private Duration left(long begin, Duration length) {
        return length.minusNanos(nanos.getAsLong() - begin);
    }

    /** @return how often a window was asked for */
    synchronized int openings() {
        return openings;
    }

    /** @return whether the Box is listed over that family whoever else may be behind its address there */
    boolean regardless(Family family) {
        return switch (discovery) {
            case OFF -> false;
            case ALWAYS -> true;
            case WINDOW -> left().isPresent();
            case AUTO -> family == Family.IPV6 || left().isPresent();
        };
    }

    /** @return whether it is listed, too, where the home has the address to itself */
    boolean whereExclusive() {
        return discovery == Discovery.AUTO;
    }
}

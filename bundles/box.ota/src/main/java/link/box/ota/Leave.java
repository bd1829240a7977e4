package link.box.ota;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import link.box.api.work.Worker;
import link.box.ota.change.Postponed;

/** When a release may be taken without somebody who says so. For one job. */
final class Leave {
    private static final String ASK = "ask";
    /** Until the clock is known nobody can tell whether the window is open. */
    private static final Duration CLOCKLESS = Duration.ofMinutes(10);

    private final boolean asks;
    private final Window window;
    private final Worker worker;
    private final BooleanSupplier clock;
    private final ZoneId zone;
    private final Duration rest;
    private final long begin;
    private Optional<Postponed> seen = Optional.empty();
    private long since;

    /**
     * @param clock whether the wall clock is to be believed
     * @param zone of the window
     */
    Leave(Config config, Worker worker, BooleanSupplier clock, ZoneId zone) {
        this.asks = config.apply().equals(ASK);
        this.window = Window.of(config.window());
        this.worker = worker;
        this.clock = clock;
        this.zone = zone;
        this.rest = Duration.ofSeconds(config.watch());
        this.begin = worker.nanos();
    }

    /** @return whether somebody has to say so each time */
    boolean asks() {
        return asks;
    }

    /** @return the time if it is known */
    Optional<Instant> time() {
        return clock.getAsBoolean() ? Optional.of(worker.now()) : Optional.empty();
    }

    /**
     * @param postponed what was put back last for no fault of its own
     * @return how long the offered release is left alone for that; counts from when it was asked first, since the clock may jump
     */
    Duration paused(Optional<Postponed> postponed, long offered) {
        if (postponed.isEmpty() || postponed.get().set() != offered) {
            return Duration.ZERO;
        }
        if (!postponed.equals(seen)) {
            seen = postponed;
            since = worker.nanos();
        }
        long left = seen.get().pause().toNanos() - (worker.nanos() - since);
        return Duration.ofNanos(Math.max(0, left));
    }

    /**
     * A Box that has just started is not yet as well as it will be, and what a change is measured by is how it was before.
     *
     * @return how long not yet; zero if now
     */
    Duration closed() {
        Duration rests = rest.minusNanos(worker.nanos() - begin);
        Duration closed = window.always() ? Duration.ZERO : time().map(now -> window.until(now.atZone(zone))).orElse(CLOCKLESS);
        return closed.compareTo(rests) > 0 || rests.isNegative() ? closed : rests;
    }
}

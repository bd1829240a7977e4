package link.box.login.account;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Notices when somebody guesses passwords from outside: twenty failures within an hour. Thread-safe. */
public final class TunnelAlarm {
    private static final int FAILURES = 20;
    private static final long HOUR = Duration.ofHours(1).toNanos();
    private static final Duration SHOWN = Duration.ofHours(24);

    private final LongSupplier nanos;
    private final Supplier<Instant> clock;
    private final Deque<Long> failures = new ArrayDeque<>();
    private Instant raised;

    public TunnelAlarm(LongSupplier nanos, Supplier<Instant> clock) {
        this.nanos = nanos;
        this.clock = clock;
    }

    /** @return whether this one raised the alarm; it is silent while the last one is less than an hour ago */
    public synchronized boolean failed() {
        long now = nanos.getAsLong();
        failures.add(now);
        if (failures.size() > FAILURES) {
            failures.remove();
        }
        if (failures.size() < FAILURES || now - failures.peek() > HOUR) {
            return false;
        }
        boolean again = raised == null || Duration.between(raised, clock.get()).compareTo(Duration.ofHours(1)) >= 0;
        raised = again ? clock.get() : raised;
        return again;
    }

    /** @return when it was raised last, as long as the owner should hear of it */
    public synchronized Optional<Instant> raised() {
        return Optional.ofNullable(raised).filter(each -> clock.get().isBefore(each.plus(SHOWN)));
    }
}

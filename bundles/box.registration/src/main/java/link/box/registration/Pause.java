package link.box.registration;

import java.time.Duration;
import link.box.api.work.RetryAfter;
import link.box.api.work.Worker;

/**
 * The time until the next try, if the server sets one: as long as it wants, and later and later up to the period if it always wants to be
 * asked soon. A change that comes meanwhile does not cut it short. Where it sets none, the Worker's backoff is enough.
 */
final class Pause {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Worker worker;
    private final Duration period;
    private int failures;
    private String why;
    private long until;

    Pause(Worker worker, Duration period) {
        this.worker = worker;
        this.period = period;
    }

    /** @throws RetryAfter the server wants us to wait still */
    void check() throws RetryAfter {
        if (why != null && until > worker.nanos()) {
            throw new RetryAfter(why, Duration.ofNanos(until - worker.nanos()));
        }
        why = null;
    }

    void over() {
        failures = 0;
    }

    /** @throws Refused the server has set no time */
    RetryAfter begin(Refused refusal) throws Refused {
        Duration asked = refusal.asked().orElseThrow(() -> refusal);
        Duration own = shorter(FIRST.multipliedBy(1L << Math.min(failures++, 10)), period);
        Duration delay = shorter(asked.compareTo(own) > 0 ? asked : own, LONGEST);
        why = refusal.getMessage();
        until = worker.nanos() + delay.toNanos();
        return new RetryAfter(why, delay);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}

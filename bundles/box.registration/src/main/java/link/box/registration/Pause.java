package link.box.registration;

import java.time.Duration;
import link.box.api.work.RetryAfter;
import link.box.api.work.Worker;

/**
 * The time until the next try: as long as the server wants, or else later and later up to the period, since it forgets a Box after two.
 * A change that comes meanwhile does not cut short what the server has asked for.
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

    RetryAfter begin(Refused refusal) {
        Duration own = shorter(FIRST.multipliedBy(1L << Math.min(failures++, 10)), period);
        Duration delay = refusal.asked().map(asked -> shorter(asked.compareTo(own) > 0 ? asked : own, LONGEST)).orElse(own);
        if (refusal.asked().isPresent()) {
            why = refusal.getMessage();
            until = worker.nanos() + delay.toNanos();
        }
        return new RetryAfter(refusal.getMessage(), delay);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }
}

package link.box.rebind;

import java.time.Duration;
import java.util.random.RandomGenerator;
import link.box.api.net.RebindProtection.Verdict;

/** When to look: soon in a new place, daily where all is clear, and at growing intervals where it is not. Not thread-safe. */
final class Agenda {
    private static final Duration SETTLE = Duration.ofSeconds(5);
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration UNCLEAR = Duration.ofMinutes(10);
    private static final double JITTER = 0.2;

    private final RandomGenerator random;
    private Place place;
    private long due;
    private Duration unclear = UNCLEAR;

    Agenda(RandomGenerator random) {
        this.random = random;
    }

    /** @return how long there is nothing to do here; zero or less if it is time to look */
    Duration wait(Place now, long nanos) {
        if (!now.equals(place)) {
            place = now;
            unclear = UNCLEAR;
            due = nanos + SETTLE.toNanos();
        }
        return Duration.ofNanos(due - nanos);
    }

    /** Sets the time of the next look; the Boxes of a town after a power cut do not all look at once. */
    void done(Verdict verdict, long nanos) {
        Duration next = DAY;
        if (verdict == Verdict.INCONCLUSIVE) {
            next = unclear;
            unclear = unclear.multipliedBy(2).compareTo(DAY) < 0 ? unclear.multipliedBy(2) : DAY;
        } else {
            unclear = UNCLEAR;
        }
        due = nanos + (long) (next.toNanos() * (1 + JITTER * (2 * random.nextDouble() - 1)));
    }
}

package link.box.work;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** How long to wait after the n-th failure in a row: 5 s, twice as long each time, up to a limit, 20 % more or less. */
final class Backoff {
    private static final Duration FIRST = Duration.ofSeconds(5);
    private static final double JITTER = 0.2;
    private static final long SPREAD_MILLIS = 30_000;

    private Backoff() {
    }

    static Duration after(int failures, Duration longest, RandomGenerator random) {
        int doublings = Math.min(failures - 1, 20);
        long millis = Math.min(longest.toMillis(), FIRST.toMillis() << doublings);
        return Duration.ofMillis(Math.round(millis * (1 + JITTER * (2 * random.nextDouble() - 1))));
    }

    /** @return when a job that waits runs once the network is back: all Boxes of a street have it back at one moment */
    static Duration afterComeback(RandomGenerator random) {
        return Duration.ofMillis(random.nextLong(SPREAD_MILLIS));
    }
}

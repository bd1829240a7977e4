package link.box.work;

import java.time.Duration;
import java.util.Optional;

/**
 * When a job runs again.
 *
 * @param period from the end of a success; empty: only when it is kicked
 * @param longest from a failure at most, but for the jitter
 */
record Pace(Optional<Duration> period, Duration longest) {
    private static final Duration USUAL = Duration.ofHours(1);

    static Pace once() {
        return new Pace(Optional.empty(), USUAL);
    }

    static Pace every(Duration period) {
        return new Pace(Optional.of(period), USUAL);
    }
}

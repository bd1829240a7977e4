package link.box.pagekite;

import java.time.Duration;
import link.box.api.work.RetryAfter;

/** How long the kite may take, and how long to wait before the next one. Not thread-safe. */
final class Patience {
    /** From the start of the program until the kite flies. */
    static final Duration START = Duration.ofSeconds(30);
    /** From a loss until it flies again: the program comes back at once, or takes minutes. */
    static final Duration LOSS = Duration.ofSeconds(10);
    /** The longest pause where the frontend may be back at any moment. */
    static final Duration FRONTEND = Duration.ofSeconds(30);
    /** The longest pause where a person has to act. */
    static final Duration PERSON = Duration.ofMinutes(10);
    private static final Duration FIRST = Duration.ofSeconds(5);

    private long begun;
    private Duration granted = START;
    private int failures;

    void begin(long nanos, Duration time) {
        begun = nanos;
        granted = time;
    }

    /** The kite flew and does not any more. */
    void shorten(long nanos) {
        if (granted != LOSS) {
            begin(nanos, LOSS);
        }
    }

    void flies() {
        failures = 0;
        granted = START;
    }

    boolean isOver(long nanos) {
        return nanos - begun > granted.toNanos();
    }

    /** @return when to try again: later and later, up to the longest pause */
    RetryAfter lost(String why, Duration longest) {
        Duration pause = FIRST.multipliedBy(1L << Math.min(failures++, 10));
        return new RetryAfter(why, pause.compareTo(longest) < 0 ? pause : longest);
    }
}

package link.cloud.registration;

import java.time.Duration;

/** Counts what happens in a minute; the next one begins with what comes after it. Times are monotonic. Not thread-safe. */
final class Minute {
    private static final long LENGTH = Duration.ofMinutes(1).toNanos();

    private long begin;
    private int count;

    /** @return how many there were in this minute, this one among them */
    int next(long now) {
        if (count == 0 || now - begin >= LENGTH) {
            begin = now;
            count = 0;
        }
        return ++count;
    }
}

package link.cloud.registration;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import link.box.common.net.Source;

/** How often each source may do something in a minute. Forgets everything each minute, and early if too many ask. Thread-safe. */
final class Rate {
    private static final long MINUTE = Duration.ofMinutes(1).toNanos();
    private static final int MOST_SOURCES = 10_000;

    private final int most;
    private final Map<Source, Integer> counts = new HashMap<>();
    private long begin;

    Rate(int most) {
        this.most = most;
    }

    /** Counts one more. */
    synchronized boolean tooOften(Source source, long now) {
        if (now - begin >= MINUTE || counts.size() >= MOST_SOURCES) {
            counts.clear();
            begin = now;
        }
        return counts.merge(source, 1, Integer::sum) > most;
    }
}

package link.cloud.tunnel.auth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import link.box.common.net.Source;

/**
 * How many signatures that turn out wrong one source may have looked at: each may cost a question to the zone. Those that are right do not
 * count. Remembers the latest sources only. Thread-safe.
 */
public final class Guesses {
    static final int AT_ONCE = 32;
    static final Duration EACH = Duration.ofSeconds(5);
    private static final int SOURCES = 4096;

    private final LongSupplier nanos;
    /** When all tries of a source are free again. */
    private final Map<Source, Long> free = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Long> eldest) {
            return size() > SOURCES;
        }
    };

    /** @param nanos a clock that never jumps, in nanoseconds */
    public Guesses(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @return whether one may be looked at now; then it counts */
    public synchronized boolean take(Source source) {
        long now = nanos.getAsLong();
        long from = Math.max(0, free.getOrDefault(source, now) - now);
        boolean may = from <= EACH.toNanos() * (AT_ONCE - 1);
        if (may) {
            free.put(source, now + from + EACH.toNanos());
        }
        return may;
    }

    /** It was right. */
    public synchronized void giveBack(Source source) {
        free.computeIfPresent(source, (any, until) -> until - EACH.toNanos());
    }
}

package link.cloud.zone.api;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import link.box.common.net.Source;

/**
 * How often each source, and the site that an IPv6 source is in, may do something within an hour that begins with its first time. Bounded
 * in memory. Thread-safe.
 */
final class Quota {
    static final Duration WINDOW = Duration.ofHours(1);
    private static final int SOURCES = 16_384;
    /** How many times as much as a network's a site has. */
    private static final int SITE = 4;

    private final int limit;
    private final LongSupplier nanos;
    /** In the order of their begin, so that the oldest goes first. */
    private final Map<Source, Window> windows = new LinkedHashMap<>();

    Quota(int limit, LongSupplier nanos) {
        this.limit = limit;
        this.nanos = nanos;
    }

    /** Counts once. @return how long to wait; zero if it was allowed */
    synchronized Duration take(Source source) {
        long now = nanos.getAsLong();
        expire(now);
        Window network = windows.computeIfAbsent(source, any -> new Window(now));
        Window site = windows.computeIfAbsent(source.site(), any -> new Window(now));
        boolean full = network.count >= limit;
        if (full || site.count >= SITE * (long) limit) {
            return WINDOW.minusNanos(now - (full ? network : site).begin);
        }
        network.count++;
        site.count += site == network ? 0 : 1;
        return Duration.ZERO;
    }

    private void expire(long now) {
        Iterator<Window> oldest = windows.values().iterator();
        while (oldest.hasNext() && (now - oldest.next().begin >= WINDOW.toNanos() || windows.size() >= SOURCES)) {
            oldest.remove();
        }
    }

    private static final class Window {
        private final long begin;
        private int count;

        private Window(long begin) {
            this.begin = begin;
        }
    }
}

package link.box.https.device;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import link.box.common.net.Source;

/** How often each source that nobody knows may come: twice a second, ten times at once. Remembers the latest only. Thread-safe. */
final class Strangers {
    private static final int MOST = 1024;
    private static final Rate RATE = new Rate(10, Duration.ofSeconds(5));

    private final Map<Source, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Source, Bucket> eldest) {
            return size() > MOST;
        }
    };

    /** @return 0 if it may come now; else in how many nanoseconds */
    synchronized long take(InetAddress peer, long now) {
        return buckets.computeIfAbsent(Source.of(peer), any -> new Bucket(RATE)).take(now);
    }
}

package link.box.login.session;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import link.box.login.account.Bucket;

/** How often a browser that is remembered may come back: each time opens a session, and writes to disk. Not thread-safe. */
final class Pace {
    private static final int BURST = 10;
    private static final Duration PERIOD = Duration.ofSeconds(5);

    private final LongSupplier nanos;
    private final Map<String, Bucket> browsers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > Browsers.MAX;
        }
    };

    Pace(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @return whether it may now; if so, it has */
    boolean take(String browser) {
        long now = nanos.getAsLong();
        Bucket bucket = browsers.computeIfAbsent(browser, key -> new Bucket(BURST, PERIOD, now));
        boolean may = bucket.delay(now).isZero();
        if (may) {
            bucket.take();
        }
        return may;
    }
}

package link.box.login.account;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A {@link Bucket} for each of the latest who took a try. Who only asks for one gets none, so that nobody is forgotten for those who were
 * refused. Not thread-safe.
 */
final class Buckets {
    private final int burst;
    private final Duration period;
    private final Map<String, Bucket> latest;

    /** @param most how many are remembered */
    Buckets(int burst, Duration period, int most) {
        this.burst = burst;
        this.period = period;
        this.latest = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > most;
            }
        };
    }

    /** @return how long until there is a try; zero if there is one */
    Duration delay(String who, long nanos) {
        Bucket bucket = latest.get(who);
        return bucket == null ? Duration.ZERO : bucket.delay(nanos);
    }

    void take(String who, long nanos) {
        latest.computeIfAbsent(who, any -> new Bucket(burst, period, nanos)).take();
    }

    void giveBack(String who) {
        latest.computeIfPresent(who, (any, bucket) -> {
            bucket.giveBack();
            return bucket;
        });
    }
}

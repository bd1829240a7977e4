package link.box.login.account;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import link.box.api.access.ConnectionClass;

/**
 * How often passwords may be tried, counted before they are hashed. Who guesses through the tunnel uses up the tunnel's tries only:
 * the owner at home still gets in. Thread-safe.
 */
public final class Throttle {
    private static final int PEERS = 1024;

    private final LongSupplier nanos;
    private final Bucket home;
    private final Bucket tunnel;
    private final Map<String, Bucket> peers = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > PEERS;
        }
    };

    public Throttle(LongSupplier nanos) {
        this.nanos = nanos;
        this.home = new Bucket(40, Duration.ofSeconds(3), nanos.getAsLong());
        this.tunnel = new Bucket(5, Duration.ofMinutes(3), nanos.getAsLong());
    }

    /** @return zero, and a try is used up; or how long to wait, and none is */
    public synchronized Duration take(ConnectionClass from, String peer) {
        long now = nanos.getAsLong();
        List<Bucket> buckets = buckets(from, peer, now);
        Duration delay = buckets.stream().map(bucket -> bucket.delay(now)).max(Duration::compareTo).orElseThrow();
        if (delay.isZero()) {
            buckets.forEach(Bucket::take);
        }
        return delay;
    }

    /** The try was not in vain: it does not count. */
    public synchronized void giveBack(ConnectionClass from, String peer) {
        buckets(from, peer, nanos.getAsLong()).forEach(Bucket::giveBack);
    }

    private List<Bucket> buckets(ConnectionClass from, String peer, long now) {
        if (from == ConnectionClass.TUNNEL || from == ConnectionClass.PUBLIC) {
            return List.of(tunnel);
        }
        List<Bucket> both = new ArrayList<>(List.of(home));
        both.add(peers.computeIfAbsent(peer, key -> new Bucket(10, Duration.ofSeconds(15), now)));
        return both;
    }
}

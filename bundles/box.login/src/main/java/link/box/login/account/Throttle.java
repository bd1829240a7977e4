package link.box.login.account;

import java.net.InetAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import link.box.api.access.ConnectionClass;
import link.box.common.net.Literal;

/**
 * How often passwords may be tried, counted before they are hashed. Who guesses through the tunnel uses up the tunnel's tries only:
 * the owner at home still gets in, and from outside with a browser that was in before. Of the tunnel's tries one source gets most at
 * first and half later, so that one who guesses leaves some to the owner; many sources get no more than all have together. Thread-safe.
 */
public final class Throttle {
    private static final int PEERS = 1024;
    private static final int KNOWN = 128;

    private final LongSupplier nanos;
    private final Bucket home;
    private final Bucket tunnel;
    private final Map<String, Bucket> peers = latest(PEERS);
    private final Map<String, Bucket> visitors = latest(PEERS);
    private final Map<String, Bucket> known = latest(KNOWN);

    /**
     * Who tries.
     *
     * @param peer its address
     * @param known id of the browser, or of the session of one that is not remembered, that was in as the same user before; or none
     */
    public record Source(ConnectionClass from, String peer, Optional<String> known) {
        boolean outside() {
            return from == ConnectionClass.TUNNEL || from == ConnectionClass.PUBLIC;
        }

        /** Empty where nobody told where it comes from: this machine is all that is seen of it then. */
        Optional<String> network() {
            InetAddress address = Literal.address(peer);
            return address.isLoopbackAddress() ? Optional.empty() : Optional.of(link.box.common.net.Source.of(address).network());
        }
    }

    public Throttle(LongSupplier nanos) {
        this.nanos = nanos;
        this.home = new Bucket(40, Duration.ofSeconds(3), nanos.getAsLong());
        this.tunnel = new Bucket(5, Duration.ofMinutes(3), nanos.getAsLong());
    }

    /** @return zero, and a try is used up; or how long to wait, and none is */
    public synchronized Duration take(Source source) {
        long now = nanos.getAsLong();
        List<Bucket> buckets = buckets(source, now);
        Duration delay = buckets.stream().map(bucket -> bucket.delay(now)).max(Duration::compareTo).orElseThrow();
        if (delay.isZero()) {
            buckets.forEach(Bucket::take);
        }
        return delay;
    }

    /** The try was not in vain: it does not count. */
    public synchronized void giveBack(Source source) {
        buckets(source, nanos.getAsLong()).forEach(Bucket::giveBack);
    }

    private List<Bucket> buckets(Source source, long now) {
        if (source.known.isPresent()) {
            return List.of(known.computeIfAbsent(source.known.get(), key -> new Bucket(10, Duration.ofMinutes(1), now)));
        }
        return source.outside() ? outside(source, now)
                : List.of(home, peers.computeIfAbsent(source.peer, key -> new Bucket(10, Duration.ofSeconds(15), now)));
    }

    private List<Bucket> outside(Source source, long now) {
        return source.network().map(network -> List.of(tunnel,
                visitors.computeIfAbsent(network, key -> new Bucket(4, Duration.ofMinutes(6), now)))).orElse(List.of(tunnel));
    }

    private static Map<String, Bucket> latest(int most) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > most;
            }
        };
    }
}

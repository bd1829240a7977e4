package link.box.login.account;

import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import link.box.api.access.ConnectionClass;
import link.box.common.net.Literal;

/**
 * How often passwords may be tried, counted before they are hashed. Who guesses through the tunnel uses up the tunnel's tries only:
 * the owner at home still gets in, and from outside with a browser that was in before. Of the tunnel's tries one site gets most at
 * first and half later, so that one who guesses leaves some to the owner, and of a site's one IPv6 network most, as neighbours may share
 * the site; many sources get no more than all have together. Thread-safe.
 */
public final class Throttle {
    private static final int PEERS = 1024;
    private static final int KNOWN = 128;

    private final LongSupplier nanos;
    private final Buckets home = new Buckets(40, Duration.ofSeconds(3), 1);
    private final Buckets peers = new Buckets(10, Duration.ofSeconds(15), PEERS);
    private final Buckets tunnel = new Buckets(5, Duration.ofMinutes(3), 1);
    private final Buckets sites = new Buckets(4, Duration.ofMinutes(6), PEERS);
    private final Buckets networks = new Buckets(3, Duration.ofMinutes(9), PEERS);
    private final Buckets known = new Buckets(10, Duration.ofMinutes(1), KNOWN);

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
        Optional<link.box.common.net.Source> network() {
            InetAddress address = Literal.address(peer);
            return address.isLoopbackAddress() ? Optional.empty() : Optional.of(link.box.common.net.Source.of(address));
        }
    }

    /** The tries that somebody has together with others. */
    private record Share(Buckets of, String who) {
    }

    public Throttle(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @return zero, and a try is used up; or how long to wait, and none is */
    public synchronized Duration take(Source source) {
        long now = nanos.getAsLong();
        List<Share> shares = shares(source);
        Duration delay = shares.stream().map(share -> share.of.delay(share.who, now)).max(Duration::compareTo).orElseThrow();
        if (delay.isZero()) {
            shares.forEach(share -> share.of.take(share.who, now));
        }
        return delay;
    }

    /** The try was not in vain: it does not count. */
    public synchronized void giveBack(Source source) {
        shares(source).forEach(share -> share.of.giveBack(share.who));
    }

    private List<Share> shares(Source source) {
        if (source.known.isPresent()) {
            return List.of(new Share(known, source.known.get()));
        }
        return source.outside() ? outside(source) : List.of(new Share(home, ""), new Share(peers, source.peer));
    }

    private List<Share> outside(Source source) {
        List<Share> shares = new ArrayList<>(List.of(new Share(tunnel, "")));
        source.network().ifPresent(network -> {
            shares.add(new Share(sites, network.site().network()));
            if (!network.site().equals(network)) {
                shares.add(new Share(networks, network.network()));
            }
        });
        return shares;
    }
}

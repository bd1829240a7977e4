package link.cloud.tunnel.door;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.SSLEngine;
import link.box.common.front.PerSource;
import link.box.common.kite.Limits;
import link.cloud.tunnel.kite.Kite;
import link.cloud.tunnel.kite.Kites;
import link.cloud.tunnel.kite.Landings;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.thread.Scheduler;

/** What all connections share: who is here, and what they may take. Thread-safe, does not block. */
final class House {
    /** So long a Box may take to say that it moves; then it has nowhere to go. */
    private static final Duration ANSWER = Duration.ofSeconds(2);
    /** Connections that have not said what they want, or only hear our last words. */
    static final int UNDECIDED = 1024;
    private static final String[] TLS = {"TLSv1.3", "TLSv1.2"};

    private final Rules rules;
    private final Executor executor;
    private final Scheduler scheduler;
    private final ByteBufferPool pool;
    private final Landings<Tunnel> landings;
    private final Kites<Tunnel> kites;
    private final Fleet fleet;
    private final Counts counts = new Counts();
    private final Desk desk;
    private final Admission admission;
    private final PerSource perSource;
    private volatile long left;
    private final Porch porch = new Porch(UNDECIDED);
    private final Places visitors;

    House(Rules rules, Server server) {
        this.rules = rules;
        this.executor = server.getThreadPool();
        this.scheduler = server.getScheduler();
        this.pool = server.getByteBufferPool();
        this.landings = new Landings<>((task, delay) -> scheduler.schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS));
        this.kites = new Kites<>(rules.zone(), landings);
        this.fleet = new Fleet(rules.boxes(), counts);
        this.visitors = new Places(rules.connections());
        this.desk = new Desk(kite -> kites.find(kite).isPresent() || landings.isKnown(kite), rules.self());
        this.admission = new Admission(kites, rules, counts);
        this.perSource = new PerSource(rules.connectionsPerSource());
    }

    /** @return a connection that has just come */
    Connection welcome(EndPoint endPoint) {
        return counted(new Doorstep(endPoint, this, false));
    }

    /** Makes the connection another one. */
    void upgrade(EndPoint endPoint, Connection next) {
        endPoint.upgrade(counted(next));
        if (!endPoint.isOpen()) { // closed meanwhile by another thread, and perhaps only the connection before this one was told
            next.onClose(null);
        }
    }

    /** @return a connection whose TLS ends here */
    Connection inside(EndPoint endPoint) {
        SSLEngine engine = rules.tls().createSSLEngine();
        engine.setUseClientMode(false);
        engine.setEnabledProtocols(TLS);
        SslConnection tls = new SslConnection(pool, executor, null, endPoint, engine);
        tls.setRenegotiationAllowed(false);
        tls.addHandshakeListener(counts);
        tls.getSslEndPoint().setConnection(new Doorstep(tls.getSslEndPoint(), this, true));
        return tls;
    }

    /** A connection has come that has not said what it wants, or hears our last words. */
    void undecided(EndPoint endPoint) {
        porch.arrived(below(endPoint));
    }

    /** It is a visitor's or a Box's now, or gone. */
    void decided(EndPoint endPoint) {
        porch.left(below(endPoint));
    }

    /** @return a place for a visitor, to be told of its connection; empty if there is none */
    Optional<Connection.Listener> place() {
        return visitors.enter();
    }

    /** @return whether another Box may have a tunnel; visitors have places of their own */
    boolean hasRoom() {
        return fleet.hasRoom();
    }

    private static EndPoint below(EndPoint endPoint) {
        return endPoint instanceof SslConnection.SslEndPoint tls ? tls.getSslConnection().getEndPoint() : endPoint;
    }

    /** @return a new tunnel, without kites yet */
    Tunnel tunnel(EndPoint endPoint) {
        if (below(endPoint) instanceof Line line) {
            line.hold(new Rate(rules.bytesPerSecond(), rules.nanos(), counts.fromBoxes()),
                    new Rate(rules.bytesPerSecond(), rules.nanos(), counts.toBoxes()));
        }
        Tunnel tunnel = new Tunnel(this, endPoint);
        fleet.begun(tunnel);
        return tunnel;
    }

    /** @return whether its first kite may fly; it takes the place of a Box then */
    boolean flies(Tunnel tunnel) {
        return fleet.flies(tunnel);
    }

    /**
     * Calls one of them: at once if it is clear which, else when the kite is in the air again or time is up.
     *
     * @param then gets the tunnel of that kite
     * @param ifGone for the case that it does not fly, and has not a moment ago
     */
    void find(Kite kite, Consumer<Tunnel> then, Runnable ifGone) {
        Optional<Tunnel> found = kites.find(kite);
        if (found.isPresent()) {
            found.get().whenReady(then, () -> await(kite, then, ifGone));
        } else {
            await(kite, then, ifGone);
        }
    }

    private void await(Kite kite, Consumer<Tunnel> then, Runnable ifGone) {
        Consumer<Tunnel> whenReady = tunnel -> tunnel.whenReady(then, ifGone);
        if (!landings.await(kite, whenReady, ifGone)) { // it may have come back between the caller's look and ours
            kites.find(kite).ifPresentOrElse(whenReady, ifGone);
        }
    }

    /** The Box of that tunnel takes nobody in by it any more. */
    void landed(Tunnel tunnel) {
        kites.land(tunnel);
    }

    /** That tunnel is over. */
    void gone(Tunnel tunnel) {
        fleet.gone(tunnel);
        landed(tunnel);
    }

    /** Looks after all tunnels; to be called every second. */
    void tick() {
        fleet.all().forEach(tunnel -> tunnel.tick(nanos()));
        trim();
    }

    /** Tells all Boxes that it is over here in so long, and lets no further kite fly. */
    void leave(Duration end) {
        left = nanos();
        admission.close();
        fleet.all().forEach(tunnel -> tunnel.leave(end));
    }

    /**
     * Ends none: Boxes that move end theirs when nobody comes here any more, and those that stay have nowhere to go until this frontend is
     * back, so that each is worth its last second.
     *
     * @return whether all Boxes that move have gone, and those that stay carry nothing
     */
    boolean isDrained() {
        boolean heard = nanos() - left > ANSWER.toNanos();
        return fleet.boxes().isEmpty() || heard && fleet.boxes().stream().allMatch(Tunnel::isIdle);
    }

    /** @return all numbers, as text for Prometheus */
    String metrics() {
        MetricsText text = new MetricsText();
        text.gauge("tunnel_kites", "Kites in the air.", kites.size());
        text.gauge("tunnel_tunnels", "Boxes' connections.", fleet.boxes().size());
        text.gauge("tunnel_streams", "Visitors' connections that are with a Box.", fleet.boxes().stream().mapToInt(Tunnel::streams).sum());
        text.gauge("tunnel_waiting", "Visitors who wait for a kite that has just come down.", landings.waiting());
        text.gauge("tunnel_kept_bytes", "Memory that waits for slow visitors.", kept());
        rules.certificateDays().get().ifPresent(days -> text.gauge("tunnel_certificate_days",
                "Whole days until the certificate of the frontend's own name ends.", days));
        counts.tell(text);
        return text.toString();
    }

    Desk desk() {
        return desk;
    }

    Admission admission() {
        return admission;
    }

    Counts counts() {
        return counts;
    }

    Limits limits() {
        return rules.limits();
    }

    Executor executor() {
        return executor;
    }

    Scheduler scheduler() {
        return scheduler;
    }

    ByteBufferPool pool() {
        return pool;
    }

    long nanos() {
        return rules.nanos().getAsLong();
    }

    /** Each tunnel has a limit of its own, but many of them together could still take all memory. */
    private void trim() {
        long all = kept();
        for (Tunnel most : fleet.all().stream().sorted(Comparator.comparingLong(Tunnel::kept).reversed()).toList()) {
            if (all <= rules.kept()) {
                return;
            }
            all -= most.kept();
            most.end("the frontend keeps too much for visitors that take nothing, most of it from here");
        }
    }

    private long kept() {
        return fleet.all().stream().mapToLong(Tunnel::kept).sum();
    }

    private Connection counted(Connection connection) {
        connection.addEventListener(perSource);
        return connection;
    }
}

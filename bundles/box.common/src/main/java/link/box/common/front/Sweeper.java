package link.box.common.front;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Ends connections that keep a place without asking anything: a byte now and then keeps Jetty's idle timeout away, but no whole request
 * in a while does not keep us. Nothing that is answered takes as long, except what is {@linkplain #spare spared}. Thread-safe.
 */
public final class Sweeper {
    private static final String SPARED = Sweeper.class.getName();

    private record Seen(long requests, long since) {
    }

    private final Duration patience;
    private Map<EndPoint, Seen> seen = new HashMap<>();

    /** @param patience how long a connection may be without another request */
    public Sweeper(Duration patience) {
        this.patience = patience;
    }

    /**
     * Lets the request of a connection take as long as it likes. Returns at once.
     *
     * @param connection that has a request now
     * @return to be run when it is answered
     */
    public static Runnable spare(ConnectionMetaData connection) {
        Spared spared;
        if (connection.getAttribute(SPARED) instanceof Spared known) {
            spared = known;
        } else {
            spared = new Spared();
            connection.setAttribute(SPARED, spared);
        }
        Object request = new Object();
        spared.set(request);
        // the next request may have begun before we hear of the end of this one
        return () -> spared.compareAndSet(request, null);
    }

    /** The request that is spared now; stays with its connection, whose requests come one after the other. */
    private static final class Spared extends AtomicReference<Object> {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Ends what has been without a request for too long, as far as earlier calls have seen it.
     *
     * @param connectors whose connections
     * @param now nanoseconds of a clock that never jumps
     */
    public synchronized void sweep(Iterable<ServerConnector> connectors, long now) {
        Map<EndPoint, Seen> next = new HashMap<>();
        for (ServerConnector connector : connectors) {
            for (EndPoint peer : connector.getConnectedEndPoints()) {
                Seen seenNow = look(peer, now);
                if (now - seenNow.since() >= patience.toNanos()) {
                    peer.close();
                } else {
                    next.put(peer, seenNow);
                }
            }
        }
        seen = next;
    }

    private Seen look(EndPoint peer, long now) {
        Connection outer = peer.getConnection();
        Connection inner = outer instanceof SslConnection ssl ? ssl.getSslEndPoint().getConnection() : outer;
        long requests = inner == null ? 0 : inner.getMessagesIn();
        boolean spared = inner instanceof ConnectionMetaData http && http.getAttribute(SPARED) instanceof Spared one && one.get() != null;
        Seen before = seen.get(peer);
        return before != null && before.requests() == requests && !spared ? before : new Seen(requests, now);
    }
}

package link.cloud.https;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Ends connections that keep a place without asking anything: a byte now and then keeps Jetty's idle timeout away, but no whole request
 * in a minute does not keep us. No answer of the far side takes as long. Used by one thread at a time.
 */
final class Sweeper {
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private record Seen(long requests, long since) {
    }

    private Map<EndPoint, Seen> seen = new HashMap<>();

    void sweep(Iterable<ServerConnector> connectors, long now) {
        Map<EndPoint, Seen> next = new HashMap<>();
        for (ServerConnector connector : connectors) {
            for (EndPoint peer : connector.getConnectedEndPoints()) {
                Seen seenNow = look(peer, now);
                if (now - seenNow.since() >= PATIENCE.toNanos()) {
                    peer.close();
                } else {
                    next.put(peer, seenNow);
                }
            }
        }
        seen = next;
    }

    private Seen look(EndPoint peer, long now) {
        long requests = requests(peer.getConnection());
        Seen before = seen.get(peer);
        return before != null && before.requests() == requests ? before : new Seen(requests, now);
    }

    private static long requests(Connection connection) {
        Connection inner = connection instanceof SslConnection ssl ? ssl.getSslEndPoint().getConnection() : connection;
        return inner == null ? 0 : inner.getMessagesIn();
    }
}

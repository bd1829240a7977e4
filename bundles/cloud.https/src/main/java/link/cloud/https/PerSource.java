package link.cloud.https;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import link.box.common.net.Source;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

/** Ends connections above a number for each source, so that one cannot take all places. Thread-safe. */
final class PerSource implements Connection.Listener {
    private final int most;
    private final Map<Source, Integer> counts = new ConcurrentHashMap<>();

    PerSource(int most) {
        this.most = most;
    }

    @Override
    public void onOpened(Connection connection) {
        if (connection instanceof SslConnection && counts.merge(source(connection), 1, Integer::sum) > most) {
            connection.getEndPoint().close();
        }
    }

    @Override
    public void onClosed(Connection connection) {
        if (connection instanceof SslConnection) {
            counts.computeIfPresent(source(connection), (any, count) -> count == 1 ? null : count - 1);
        }
    }

    private static Source source(Connection connection) {
        return Source.of(((InetSocketAddress) connection.getEndPoint().getRemoteSocketAddress()).getAddress());
    }
}

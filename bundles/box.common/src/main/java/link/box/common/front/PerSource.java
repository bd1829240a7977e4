package link.box.common.front;

import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import link.box.common.net.Source;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.ssl.SslConnection;

/**
 * Ends connections above a number for each source, and above four times that for each site, so that neither can take all places: a bean of a
 * connector. Thread-safe.
 */
public final class PerSource implements Connection.Listener {
    private static final int SOURCES = 4;

    private final int most;
    private final Map<Source, Integer> counts = new ConcurrentHashMap<>();
    private final Map<Source, Integer> sites = new ConcurrentHashMap<>();
    /** A connection that has ended does not know any more where it came from. */
    private final Map<Connection, Source> sources = new ConcurrentHashMap<>();

    /** @param most connections of one {@link Source}; of one {@link Source#site} four times as many */
    public PerSource(int most) {
        this.most = most;
    }

    @Override
    public void onOpened(Connection connection) {
        if (!(connection.getEndPoint() instanceof SslConnection.SslEndPoint)
                && connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress address) {
            Source source = Source.of(address.getAddress());
            sources.put(connection, source);
            int ofSource = counts.merge(source, 1, Integer::sum);
            if (sites.merge(source.site(), 1, Integer::sum) > most * SOURCES || ofSource > most) {
                connection.getEndPoint().close();
            }
        }
    }

    @Override
    public void onClosed(Connection connection) {
        Source source = sources.remove(connection);
        if (source != null) {
            less(counts, source);
            less(sites, source.site());
        }
    }

    private static void less(Map<Source, Integer> counts, Source source) {
        counts.computeIfPresent(source, (any, count) -> count == 1 ? null : count - 1);
    }
}

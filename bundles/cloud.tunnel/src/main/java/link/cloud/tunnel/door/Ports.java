package link.cloud.tunnel.door;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A frontend's ports, all alike: the first bytes of a connection say what it is. Their threads are their own: a few, whatever the number of
 * connections. Methods may be called from any thread, one at a time, and may take as long as they say.
 */
public final class Ports {
    private static final int MOST_THREADS = 32;
    private static final int LEAST_THREADS = 2;
    private static final int STEP = 4096;
    private static final int LARGEST = 1 << 16;
    private static final int BUCKET = 64;
    private static final long HEAP_KEPT = 1 << 18;
    private static final long KEPT = 1 << 23;
    private static final Logger LOG = LoggerFactory.getLogger("cloud.tunnel");

    private final Server server;
    private final House house;
    private final List<ServerConnector> connectors = new ArrayList<>();

    /**
     * Opens nothing yet.
     *
     * @param addresses where to listen; port 0 for any free one
     * @param metrics where to tell numbers over HTTP; null: nowhere
     */
    public Ports(Rules rules, List<InetSocketAddress> addresses, InetSocketAddress metrics) {
        QueuedThreadPool threads = new QueuedThreadPool(MOST_THREADS, LEAST_THREADS);
        threads.setName("cloud.tunnel");
        threads.setDaemon(true);
        threads.setReservedThreads(0);
        server = new Server(threads, null, new ArrayByteBufferPool(0, STEP, LARGEST, BUCKET, HEAP_KEPT, KEPT));
        house = new House(rules, server);
        addresses.forEach(address -> connectors.add(new Door(server, house, address)));
        server.addBean(new NetworkConnectionLimit(rules.connections() + rules.boxes() + 2 * House.UNDECIDED,
                connectors.toArray(ServerConnector[]::new)));
        if (metrics != null) {
            server.setHandler(new Numbers(house::metrics));
            connectors.add(plain(metrics));
        }
    }

    /**
     * Opens what is not open; returns when all is.
     *
     * @throws IOException a port cannot be opened; the others are
     */
    public void open() throws IOException {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException("the frontend's threads do not start", e);
        }
        IOException failed = null;
        for (ServerConnector each : connectors) {
            try {
                start(each);
            } catch (IOException e) {
                failed = e;
            }
        }
        if (failed != null) {
            throw failed;
        }
    }

    /** @return the open ports, in the order of the addresses, that for the numbers last; -1 if it is not open */
    public List<Integer> ports() {
        return connectors.stream().map(ServerConnector::getLocalPort).toList();
    }

    /** Looks after all connections; to be called every second. Does not block. */
    public void tick() {
        house.tick();
    }

    /** Tells all Boxes to move, and lets no further kite fly; visitors still come in. Returns at once. */
    public void leave(Duration end) {
        house.leave(end);
    }

    /** @return after {@link #leave}: whether nobody needs any tunnel any more. Does not block */
    public boolean isDrained() {
        return house.isDrained();
    }

    /** Ends everything; takes a moment. */
    public void stop() {
        connectors.forEach(Ports::stop);
        stop(server);
    }

    private static void stop(LifeCycle part) {
        try {
            part.stop();
        } catch (Exception e) {
            LOG.warn("{} did not stop cleanly: {}", part, e.toString());
        }
    }

    private ServerConnector plain(InetSocketAddress address) {
        HttpConfiguration http = new HttpConfiguration();
        http.setSendServerVersion(false);
        ServerConnector connector = new ServerConnector(server, 0, 1, new HttpConnectionFactory(http));
        connector.setHost(address.getAddress().getHostAddress());
        connector.setPort(address.getPort());
        return connector;
    }

    private static void start(ServerConnector connector) throws IOException {
        if (connector.isStarted()) {
            return;
        }
        try {
            connector.start();
            LOG.info("Listening on port {} of {}", connector.getLocalPort(), connector.getHost());
        } catch (Exception e) {
            String why = (e.getCause() == null ? e : e.getCause()).getMessage();
            throw new IOException("port " + connector.getPort() + " on " + connector.getHost() + " cannot be opened: " + why, e);
        }
    }
}

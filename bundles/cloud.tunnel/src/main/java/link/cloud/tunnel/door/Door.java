package link.cloud.tunnel.door;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.IO;

/** One port: whoever comes in is on the {@link Doorstep}. */
final class Door extends ServerConnector {
    private static final int NO_ACCEPTORS = 0;
    private static final int BY_CORES = -1;
    private static final int BACKLOG = 1024;

    private volatile ServerSocketChannel listening;

    Door(Server server, House house, InetSocketAddress address) {
        super(server, NO_ACCEPTORS, BY_CORES, new AbstractConnectionFactory("tunnel") {
            @Override
            public Connection newConnection(Connector connector, EndPoint endPoint) {
                return house.welcome(endPoint);
            }
        });
        setHost(address.getAddress().getHostAddress());
        setPort(address.getPort());
        setAcceptQueueSize(BACKLOG);
        setIdleTimeout(0); // each kind of connection has a time of its own
    }

    @Override
    protected ServerSocketChannel openAcceptChannel() throws IOException {
        listening = super.openAcceptChannel();
        return listening;
    }

    /** Jetty leaves it open as long as the selector accepts, and the system as long as the selector sleeps. */
    @Override
    public void close() {
        super.close();
        IO.close(listening);
        getSelectorManager().getBeans(ManagedSelector.class).forEach(selector -> selector.submit(awake -> { }));
    }

    @Override
    protected SocketChannelEndPoint newEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key) {
        return new Line(channel, selector, key, getScheduler());
    }
}

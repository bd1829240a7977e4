package link.box.common.front;

import java.io.IOException;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import link.box.common.net.ProxyHeader;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ProxyConnectionFactory;
import org.eclipse.jetty.util.BufferUtil;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection that has not said yet where it comes from; what begins otherwise is closed at its first wrong byte. */
final class Introduction extends AbstractConnection implements Connection.UpgradeFrom {
    private static final Logger LOG = LoggerFactory.getLogger(Introduction.class);

    private final Connector connector;
    private final ConnectionFactory next;
    private final ByteBuffer arrived = BufferUtil.allocate(ProxyHeader.MOST);

    Introduction(EndPoint socket, Connector connector, ConnectionFactory next) {
        super(socket, connector.getExecutor());
        this.connector = connector;
        this.next = next;
    }

    @Override
    public void onOpen() {
        super.onOpen();
        fillInterested();
    }

    @Override
    public void onFillable() {
        try {
            int count = getEndPoint().fill(arrived);
            Optional<ProxyHeader> header = ProxyHeader.read(arrived);
            if (header.isPresent()) {
                goOn(header.get());
            } else if (count < 0) {
                close();
            } else {
                fillInterested();
            }
        } catch (IOException e) {
            LOG.debug("closed before it began: {}", e.toString());
            close();
        }
    }

    /** A source that nobody knows is that of the socket. */
    private void goOn(ProxyHeader header) {
        EndPoint socket = getEndPoint();
        SocketAddress source = header.source().map(SocketAddress.class::cast).orElseGet(socket::getRemoteSocketAddress);
        EndPoint told = new ProxyConnectionFactory.ProxyEndPoint(socket, socket.getLocalSocketAddress(), source);
        told.upgrade(next.newConnection(connector, told));
    }

    @Override
    public ByteBuffer onUpgradeFrom() {
        return arrived;
    }
}

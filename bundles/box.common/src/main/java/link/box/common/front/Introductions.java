package link.box.common.front;

import link.box.common.net.ProxyHeader;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.AbstractConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.ServerConnector;

/**
 * Makes a port one where each connection has to begin with a {@link ProxyHeader}, and comes from where that says. Jetty's own
 * {@code ProxyConnectionFactory} takes version 1 and Unix sockets, too, and logs what strangers send.
 */
public final class Introductions extends AbstractConnectionFactory {
    private static final String NAME = "introduction";

    private Introductions() {
        super(NAME);
    }

    /** @param connector not started yet; only who is trusted to tell sources may be able to reach it */
    public static void ask(ServerConnector connector) {
        connector.addFirstConnectionFactory(new Introductions());
        connector.setDefaultProtocol(NAME);
    }

    @Override
    public Connection newConnection(Connector connector, EndPoint socket) {
        return new Introduction(socket, connector, connector.getConnectionFactory(findNextProtocol(connector, NAME)));
    }
}

package link.box.common.front;

import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/**
 * How a port speaks: if TLS, then 1.2 and 1.3 with forward secrecy and AEAD only, HTTP/1.1, and limits for slow and greedy clients.
 * None by the rate of a body: to Jetty a form of 100 bytes is slow as soon as our own thread has to wait for the processor.
 */
final class Speech {
    private static final int HEADER_BYTES = 16 * 1024;
    private static final long IDLE_MILLIS = 30_000;
    private static final int SESSIONS = 1024;
    /** Who comes while the bundle is updated waits, for a second or two. */
    private static final int WAITING = 512;

    private Speech() {
    }

    static ServerConnector connector(Server front, Port port, Doors doors) {
        HttpConnectionFactory http = new HttpConnectionFactory(http(port.tls() != null));
        ServerConnector connector = port.tls() == null ? new Listener(front, doors, port, http)
                : new Listener(front, doors, port, new SslConnectionFactory(ssl(port), http.getProtocol()), http);
        connector.setName(port.name());
        connector.setHost(port.address());
        connector.setPort(port.port());
        connector.setAcceptQueueSize(WAITING);
        connector.setIdleTimeout(IDLE_MILLIS);
        front.addBean(new NetworkConnectionLimit(port.connections(), connector));
        return connector;
    }

    private static HttpConfiguration http(boolean tls) {
        HttpConfiguration http = new HttpConfiguration();
        http.setRequestHeaderSize(HEADER_BYTES);
        http.setSendServerVersion(false);
        if (tls) {
            // Jetty's check of SNI against Host answers 400 to an address and to .local names: the gate has its own
            http.addCustomizer(new SecureRequestCustomizer(false));
        }
        return http;
    }

    private static SslContextFactory.Server ssl(Port port) {
        SslContextFactory.Server ssl = new SslContextFactory.Server();
        ssl.setSslContext(port.tls());
        ssl.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        ssl.setIncludeCipherSuites("TLS_AES_.*", "TLS_CHACHA20_.*", "TLS_ECDHE_.*_GCM_.*", "TLS_ECDHE_.*_CHACHA20_.*");
        ssl.setRenegotiationAllowed(false);
        ssl.setSslSessionCacheSize(SESSIONS);
        ssl.setWantClientAuth(port.asksForCertificate());
        return ssl;
    }
}

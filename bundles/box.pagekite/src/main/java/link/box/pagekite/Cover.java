package link.box.pagekite;

import java.io.IOException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import link.box.common.kite.Sockets;
import link.box.common.tls.Trust;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.ssl.SslConnection;

/** TLS around the tunnel: who sits between Box and frontend does not see which names are asked for. */
final class Cover {
    private static final int HTTPS = 443;

    private final SSLContext context;
    private final HostPort frontend;

    private Cover(SSLContext context, HostPort frontend) {
        this.context = context;
        this.frontend = frontend;
    }

    /**
     * Blocks for the disk.
     *
     * @return null if none is wanted
     */
    static Cover of(PagekiteConfig config, HostPort frontend) throws IOException {
        return config.frontend_tls() ? new Cover(Trust.context(config.frontend_trust().strip(), null), frontend) : null;
    }

    /** @return words for why there is none */
    Uncovered missing() {
        return new Uncovered(frontend);
    }

    /** @return what a frontend wants to hear before TLS that is meant for itself */
    String request() {
        return "CONNECT " + frontend.host() + ":" + HTTPS + " HTTP/1.0\r\n\r\n";
    }

    /**
     * Puts TLS over a connection; the frontend's certificate has to be one for its name.
     *
     * @return to be opened by an upgrade of the connection; its inner end is {@code getSslEndPoint()}, which needs a connection first
     */
    SslConnection over(EndPoint socket, Sockets sockets) {
        SSLEngine engine = context.createSSLEngine(frontend.host(), HTTPS);
        engine.setUseClientMode(true);
        SSLParameters parameters = engine.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        engine.setSSLParameters(parameters);
        return new SslConnection(sockets.pool(), sockets.executor(), null, socket, engine);
    }
}

package link.box.common.front;

import javax.net.ssl.SSLContext;

/**
 * One listener of a {@link FrontServer}.
 *
 * @param name the connector's name: a handler reads it from {@code request.getConnectionMetaData().getConnector().getName()}
 * @param address the local address to listen on, as a literal or host name
 * @param port the TCP port; 0 lets the system choose
 * @param tls whose keys it serves; null: it speaks plain HTTP
 * @param asksForCertificate whether clients are asked for a certificate; one that sends none is served, too
 * @param connections how many connections it keeps at most; more wait to be accepted
 */
public record Port(String name, String address, int port, SSLContext tls, boolean asksForCertificate, int connections) {
    /** @return a port without TLS */
    public static Port plain(String name, String address, int port, int connections) {
        return new Port(name, address, port, null, false, connections);
    }

    @Override
    public String toString() {
        return "port " + port + " on " + address + " (" + name + ")";
    }
}

package link.box.common.front;

import javax.net.ssl.SSLContext;

/**
 * One TLS listener of a {@link FrontServer}.
 *
 * @param name the connector's name: a handler reads it from {@code request.getConnectionMetaData().getConnector().getName()}
 * @param address the local address to listen on, as a literal or host name
 * @param port the TCP port; 0 lets the system choose
 * @param tls whose keys it serves
 * @param asksForCertificate whether clients are asked for a certificate; one that sends none is served, too
 * @param connections how many connections it keeps at most; more wait to be accepted
 */
public record Port(String name, String address, int port, SSLContext tls, boolean asksForCertificate, int connections) {
    @Override
    public String toString() {
        return "port " + port + " on " + address + " (" + name + ")";
    }
}

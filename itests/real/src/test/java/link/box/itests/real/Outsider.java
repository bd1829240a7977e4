package link.box.itests.real;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import link.box.lab.Dns;
import link.box.lab.Lab;
import link.box.lab.Web;

/** Somebody away from home, without any cache: asks the zone's server each time where a Box is, and comes there by TLS. */
final class Outsider {
    private static final int PATIENCE_MILLIS = 3000;

    private final SSLContext tls;
    private final Dns dns;
    private final String host;
    private final int port;

    Outsider(Lab lab, String host, int port) throws IOException {
        this.tls = Web.context(lab.roots());
        this.dns = new Dns(lab.dnsPort());
        this.host = host;
        this.port = port;
    }

    /** @return where the zone says that the Box is; empty if nowhere */
    String where() throws IOException {
        List<String> values = dns.values(host, "A");
        return values.isEmpty() ? "" : values.get(0);
    }

    /** Comes to the Box, whose certificate has to be one for its name; throws if it is not reached. */
    void visit() throws IOException {
        try (Socket plain = new Socket()) {
            plain.connect(new InetSocketAddress(where(), port), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            try (SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, host, port, true)) {
                SSLParameters parameters = socket.getSSLParameters();
                parameters.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(parameters);
                socket.getOutputStream().write(("GET /ping HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
                if (!answer.equals("HTTP/1.1 204")) {
                    throw new IOException("the Box answers \"" + answer + "\"");
                }
            }
        }
    }

    /** @return whether the Box is reached now */
    boolean reaches() {
        try {
            visit();
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}

package link.box.https.gate;

import java.security.cert.Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLSession;
import link.box.https.hosts.Host;
import link.box.https.hosts.Sni;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint.SslSessionData;
import org.eclipse.jetty.server.Request;

/**
 * What the requests of a connection have in common, so that it is read once: the handshake, and most often the host. They come one after
 * the other.
 */
final class Line {
    private static final String ATTRIBUTE = "link.box.https.line";

    private final List<String> sni;
    private final Certificate shown;
    private volatile Asked last = new Asked("", Optional.empty());

    private record Asked(String header, Optional<Host> host) {
    }

    private Line(Request request) {
        SSLSession tls = request.getAttribute(SslSessionData.ATTRIBUTE) instanceof SslSessionData data ? data.sslSession() : null;
        Certificate[] chain = tls == null ? null : tls.getLocalCertificates();
        this.sni = tls == null ? List.of() : Sni.names(tls);
        this.shown = chain == null ? null : chain[0];
    }

    static Line of(Request request) {
        if (request.getConnectionMetaData().getAttribute(ATTRIBUTE) instanceof Line known) {
            return known;
        }
        Line line = new Line(request);
        request.getConnectionMetaData().setAttribute(ATTRIBUTE, line);
        return line;
    }

    /** @return the names that the TLS client asked for */
    List<String> sni() {
        return sni;
    }

    /** @return the certificate that was shown to the client; null if none was */
    Certificate shown() {
        return shown;
    }

    /** @return whom the request is for; empty if that is malformed, missing or said twice */
    Optional<Host> host(Request request) {
        List<String> headers = request.getHeaders().getValuesList(HttpHeader.HOST);
        if (headers.size() != 1) {
            return Optional.empty();
        }
        Asked asked = last;
        if (!asked.header().equals(headers.get(0))) {
            asked = new Asked(headers.get(0), Host.parse(headers.get(0)));
            last = asked;
        }
        return asked.host();
    }
}

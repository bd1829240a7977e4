package link.box.https.gate;

import java.nio.ByteBuffer;
import java.security.cert.Certificate;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import link.box.api.identity.BoxIdentity;
import link.box.https.hosts.Host;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint.SslSessionData;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Strict-Transport-Security (RFC 6797) is the gate's alone to say: it stands in every answer under a public name, whoever writes that,
 * and nobody behind the gate can promise more.
 */
final class Hsts {
    private final ToLongFunction<String> seconds;
    private final Supplier<BoxIdentity> identity;

    /**
     * @param seconds how long to promise it for a host name; 0: not at all
     * @param identity gives null while there is none
     */
    Hsts(ToLongFunction<String> seconds, Supplier<BoxIdentity> identity) {
        this.seconds = seconds;
        this.identity = identity;
    }

    Response on(Request request, Response response, Host host) {
        boolean name = !host.literal() && !host.name().endsWith(".local");
        return new Stamped(request, response, name && trusted(request) ? () -> seconds.applyAsLong(host.name()) : () -> 0);
    }

    /** Not under the identity's certificate, which a connection keeps that is older than the public one. */
    private boolean trusted(Request request) {
        BoxIdentity box = identity.get();
        if (box == null || !(request.getAttribute(SslSessionData.ATTRIBUTE) instanceof SslSessionData tls)) {
            return false;
        }
        Certificate[] shown = tls.sslSession().getLocalCertificates();
        return shown != null && !shown[0].equals(box.certificate());
    }

    private static final class Stamped extends Response.Wrapper {
        private final LongSupplier seconds;

        private Stamped(Request request, Response response, LongSupplier seconds) {
            super(request, response);
            this.seconds = seconds;
            stamp();
        }

        /** Once more: who writes may have cleared the headers or set its own, and time has passed. */
        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            if (!isCommitted()) {
                stamp();
            }
            super.write(last, content, callback);
        }

        private void stamp() {
            long now = seconds.getAsLong();
            if (now > 0) {
                getHeaders().put(HttpHeader.STRICT_TRANSPORT_SECURITY, "max-age=" + now);
            } else {
                getHeaders().remove(HttpHeader.STRICT_TRANSPORT_SECURITY);
            }
        }
    }
}

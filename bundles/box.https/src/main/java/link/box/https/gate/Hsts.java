package link.box.https.gate;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import link.box.api.identity.BoxIdentity;
import link.box.https.hosts.Host;
import org.eclipse.jetty.http.HttpField;
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
    private volatile HttpField promise = new HttpField(HttpHeader.STRICT_TRANSPORT_SECURITY, "");

    /**
     * @param seconds how long to promise it for a host name; 0: not at all
     * @param identity gives null while there is none
     */
    Hsts(ToLongFunction<String> seconds, Supplier<BoxIdentity> identity) {
        this.seconds = seconds;
        this.identity = identity;
    }

    Response on(Request request, Line line, Response response, Host host) {
        boolean name = !host.literal() && !host.name().endsWith(".local");
        return new Stamped(request, response, name && trusted(line) ? host.name() : null);
    }

    /** Not under the identity's certificate, which a connection keeps that is older than the public one. */
    private boolean trusted(Line line) {
        BoxIdentity box = identity.get();
        return box != null && line.shown() != null && !line.shown().equals(box.certificate());
    }

    private HttpField promise(long duration) {
        HttpField last = promise;
        String value = "max-age=" + duration;
        if (!last.getValue().equals(value)) {
            last = new HttpField(HttpHeader.STRICT_TRANSPORT_SECURITY, value);
            promise = last;
        }
        return last;
    }

    private final class Stamped extends Response.Wrapper {
        private final String name;

        /** @param name for which it may be promised; null: for none */
        private Stamped(Request request, Response response, String name) {
            super(request, response);
            this.name = name;
            long now = now();
            if (now > 0) {
                getHeaders().put(promise(now));
            }
        }

        private long now() {
            return name == null ? 0 : seconds.applyAsLong(name);
        }

        /** Once more: who writes may have cleared the headers or set its own, and time has passed. */
        @Override
        public void write(boolean last, ByteBuffer content, Callback callback) {
            if (!isCommitted()) {
                stamp(now());
            }
            super.write(last, content, callback);
        }

        private void stamp(long now) {
            if (now > 0) {
                getHeaders().put(promise(now));
            } else {
                getHeaders().remove(HttpHeader.STRICT_TRANSPORT_SECURITY);
            }
        }
    }
}

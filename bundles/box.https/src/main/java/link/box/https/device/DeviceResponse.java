package link.box.https.device;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;
import link.box.api.access.Caller;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What of a device's answer goes out: it cannot speak for the Box, and a document of it has no origin unless its bundle is trusted. */
final class DeviceResponse extends Response.Wrapper {
    private static final Set<String> KEPT_BACK = Set.of("strict-transport-security", "clear-site-data", "service-worker-allowed",
            "public-key-pins", "public-key-pins-report-only");
    private static final String CORS = "access-control-";
    private static final String POLICY = "Content-Security-Policy";
    private static final String REFERRER = "Referrer-Policy";
    private static final String USUAL = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'";

    private final HttpFields.Mutable filtered;
    private final boolean trusted;
    private final boolean ofThePerson;
    private boolean stamped;

    DeviceResponse(Request request, Response response, boolean trusted) {
        super(request, response);
        this.filtered = new Filtered(response.getHeaders());
        this.trusted = trusted;
        this.ofThePerson = request.getAttribute(Caller.ATTRIBUTE) instanceof Caller caller && caller.app().isEmpty();
    }

    @Override
    public HttpFields.Mutable getHeaders() {
        return filtered;
    }

    /** Not before: whoever writes may clear the headers until then. */
    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
        if (!stamped && !isCommitted()) {
            stamped = true;
            stamp(super.getHeaders());
        }
        super.write(last, content, callback);
    }

    private void stamp(HttpFields.Mutable headers) {
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Cross-Origin-Opener-Policy", "unsafe-none");
        if (ofThePerson) {
            // a page elsewhere must not show it; an app does, by its ticket
            headers.put("Cross-Origin-Resource-Policy", "same-origin");
        }
        if (!headers.contains(REFERRER)) {
            headers.put(REFERRER, "same-origin");
        }
        if (!headers.contains(POLICY)) {
            headers.add(POLICY, USUAL);
        }
        headers.add(POLICY, "frame-ancestors 'self'");
        if (!trusted) {
            headers.add(POLICY, "sandbox");
        }
    }

    private static final class Filtered extends HttpFields.Mutable.Wrapper {
        private Filtered(HttpFields.Mutable fields) {
            super(fields);
        }

        @Override
        public HttpField onAddField(HttpField field) {
            String name = field.getLowerCaseName();
            boolean cookie = name.equals("set-cookie") && field.getValue() != null && foreign(field.getValue());
            return cookie || KEPT_BACK.contains(name) || name.startsWith(CORS) ? null : field;
        }

        @Override
        public HttpField onReplaceField(HttpField old, HttpField next) {
            return onAddField(next);
        }

        /** Ours, or for other names than the one it came from. */
        private static boolean foreign(String cookie) {
            return DeviceRequest.ours(cookie.trim()) || cookie.toLowerCase(Locale.ROOT).matches("(?s).*;\\s*domain\\s*=.*");
        }
    }
}

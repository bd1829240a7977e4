package link.box.https.device;

import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Set;
import link.box.api.access.Caller;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** What of a device's answer goes out: it cannot speak for the Box, and a document of it has no origin unless its bundle is trusted. */
final class DeviceResponse extends Response.Wrapper {
    private static final Set<String> KEPT_BACK = Set.of("strict-transport-security", "clear-site-data", "service-worker-allowed",
            "public-key-pins", "public-key-pins-report-only", "x-content-type-options", "cross-origin-opener-policy");
    private static final String CORS = "access-control-";
    private static final String POLICY = "Content-Security-Policy";
    private static final HttpField NO_SNIFFING = new PreEncodedHttpField("X-Content-Type-Options", "nosniff");
    private static final HttpField RESOURCE = new PreEncodedHttpField("Cross-Origin-Resource-Policy", "same-origin");
    private static final HttpField REFERRER = new PreEncodedHttpField("Referrer-Policy", "same-origin");
    private static final String USUAL = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; ";
    private static final String FRAMES = "frame-ancestors 'self'";
    private static final String SANDBOX = FRAMES + "; sandbox";
    private static final Policy TRUSTED = Policy.of(FRAMES);
    private static final Policy OTHERS = Policy.of(SANDBOX);

    /** Few bytes: each answer has them, and a small processor encrypts slowly. */
    private record Policy(HttpField whole, HttpField beside) {
        /** @param always what holds whether or not the device has a policy */
        static Policy of(String always) {
            return new Policy(new PreEncodedHttpField(POLICY, USUAL + always), new PreEncodedHttpField(POLICY, always));
        }
    }

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
        boolean referrer = false;
        boolean policy = false;
        boolean resource = false;
        for (HttpField each : headers) { // once: it is done for each answer
            referrer |= each.is(REFERRER.getName());
            policy |= each.is(POLICY);
            resource |= each.is(RESOURCE.getName());
        }
        if (ofThePerson && resource) {
            headers.remove(RESOURCE.getName());
        }
        if (ofThePerson) {
            // a page elsewhere must not show it; an app does, by its ticket
            headers.add(RESOURCE);
        }
        headers.add(NO_SNIFFING);
        if (!referrer) {
            headers.add(REFERRER);
        }
        Policy ours = trusted ? TRUSTED : OTHERS;
        headers.add(policy ? ours.beside() : ours.whole());
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

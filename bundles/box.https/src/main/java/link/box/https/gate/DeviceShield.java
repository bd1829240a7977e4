package link.box.https.gate;

import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;

/** Between the Box and a device's servlet: it never sees our credentials, and cannot speak for the Box in its answers. */
final class DeviceShield {
    private static final String DEVICES = "/d/";
    private static final Set<String> KEPT_BACK = Set.of("strict-transport-security", "clear-site-data", "service-worker-allowed");
    private static final String CORS = "access-control-";

    private DeviceShield() {
    }

    static boolean concerns(String path) {
        return path.startsWith(DEVICES) || path.equals("/d");
    }

    static Request of(Request request) {
        HttpFields.Mutable headers = HttpFields.build(request.getHeaders()).remove(HttpHeader.AUTHORIZATION);
        String cookies = request.getHeaders().getValuesList(HttpHeader.COOKIE).stream().flatMap(line -> Arrays.stream(line.split(";")))
                .map(String::trim).filter(each -> !ours(each)).collect(Collectors.joining("; "));
        headers.remove(HttpHeader.COOKIE);
        if (!cookies.isEmpty()) {
            headers.put(HttpHeader.COOKIE, cookies);
        }
        HttpFields shown = headers.asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpFields getHeaders() {
                return shown;
            }
        };
    }

    static Response of(Request request, Response response) {
        return new Response.Wrapper(request, response) {
            private final HttpFields.Mutable filtered = new Filtered(response.getHeaders());

            @Override
            public HttpFields.Mutable getHeaders() {
                return filtered;
            }
        };
    }

    private static boolean ours(String cookie) {
        return cookie.startsWith(Credentials.COOKIE);
    }

    private static final class Filtered extends HttpFields.Mutable.Wrapper {
        private Filtered(HttpFields.Mutable fields) {
            super(fields);
        }

        @Override
        public HttpField onAddField(HttpField field) {
            String name = field.getLowerCaseName();
            boolean cookie = name.equals("set-cookie") && field.getValue() != null && ours(field.getValue().trim());
            return cookie || KEPT_BACK.contains(name) || name.startsWith(CORS) ? null : field;
        }

        @Override
        public HttpField onReplaceField(HttpField old, HttpField next) {
            return onAddField(next);
        }
    }
}

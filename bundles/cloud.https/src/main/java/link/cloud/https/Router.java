package link.cloud.https;

import java.util.Set;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Leads each listener to the context of its name and to no other: {@code /x} on listener {@code zone} becomes {@code /zone/x}. */
final class Router extends Handler.Abstract {
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    /** Paths that mean one thing only: no escapes, parameters, empty or dot segments. */
    private static final Pattern PLAIN = Pattern.compile("/|(?:/(?!\\.{1,2}(?:/|$))[A-Za-z0-9._~@:+,=-]++)++/?");

    private static final int LENGTH = 512;

    private final Request.Handler felix;

    Router(Request.Handler felix) {
        this.felix = felix;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = request.getHttpURI().getPath();
        if (!METHODS.contains(request.getMethod())) {
            response.getHeaders().put(HttpHeader.ALLOW, "GET, POST, PATCH, OPTIONS");
            return end(response, HttpStatus.METHOD_NOT_ALLOWED_405, callback);
        }
        if (path == null || path.length() > LENGTH || !PLAIN.matcher(path).matches()) {
            return end(response, HttpStatus.BAD_REQUEST_400, callback);
        }
        String listener = request.getConnectionMetaData().getConnector().getName();
        HttpURI inside = HttpURI.build(request.getHttpURI()).path("/" + listener + path).asImmutable();
        return felix.handle(Request.serveAs(request, inside), response, callback);
    }

    private static boolean end(Response response, int status, Callback callback) {
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        callback.succeeded();
        return true;
    }
}

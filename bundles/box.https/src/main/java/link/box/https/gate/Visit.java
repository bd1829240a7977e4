package link.box.https.gate;

import link.box.api.access.ConnectionClass;
import link.box.https.hosts.Host;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A request that is for this Box and came in where it may.
 *
 * @param host whom it asked for
 * @param path decoded
 */
record Visit(Request request, Response response, Callback callback, Host host, String path) {
    HttpFields headers() {
        return request.getHeaders();
    }

    String method() {
        return request.getMethod();
    }

    /** As it was found before anything else was done. */
    ConnectionClass from() {
        return (ConnectionClass) request.getAttribute(ConnectionClass.ATTRIBUTE);
    }

    boolean ping() {
        return path.equals(Gate.PING) && (method().equals("GET") || method().equals("HEAD"));
    }

    /** Whether a browser asks if a page may make a request (the CORS preflight of the Fetch standard). */
    boolean preflight() {
        return method().equals("OPTIONS") && headers().contains("Access-Control-Request-Method");
    }

    /** Lets the page that asked read the answer; never with cookies. */
    void allowOrigin() {
        response.getHeaders().put("Access-Control-Allow-Origin", headers().get(HttpHeader.ORIGIN));
        response.getHeaders().add(HttpHeader.VARY, "Origin");
    }

    boolean answer(Answer answer) {
        answer.write(response, callback);
        return true;
    }
}

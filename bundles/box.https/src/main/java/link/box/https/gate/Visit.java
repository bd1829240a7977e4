package link.box.https.gate;

import java.util.Locale;
import java.util.Set;
import link.box.api.access.ConnectionClass;
import link.box.https.hosts.Host;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * A request that is for this Box and came in where it may.
 *
 * @param request without the tickets
 * @param host whom it asked for
 * @param path decoded
 * @param from where the connection comes from
 * @param tickets tokens that stood in its query
 */
record Visit(Request request, Response response, Callback callback, Host host, String path, ConnectionClass from,
        Tickets tickets) {
    private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
    private static final Set<String> BODIES = Set.of("application/json", "application/x-www-form-urlencoded");
    private static final Set<String> TOKENS = Set.of("/oauth/token", "/oauth/revoke");

    HttpFields headers() {
        return request.getHeaders();
    }

    String method() {
        return request.getMethod();
    }

    boolean ping() {
        return path.equals(Gate.PING) && (method().equals("GET") || method().equals("HEAD"));
    }

    /** Whether it changes nothing and has no body, so that it may be made again. */
    boolean repeatable() {
        return (method().equals("GET") || method().equals("HEAD")) && !upgrade() && request.getLength() <= 0
                && !headers().contains(HttpHeader.TRANSFER_ENCODING);
    }

    /** @return the same, to be passed on once more */
    Visit anew() {
        return new Visit(new Anew(request), response, callback, host, path, from, tickets);
    }

    /** Whether a browser asks if a page may make a request (the CORS preflight of the Fetch standard). */
    boolean preflight() {
        return method().equals("OPTIONS") && headers().contains("Access-Control-Request-Method");
    }

    /** Whether it is for where apps get and give back tokens: what counts there is in the body. */
    boolean tokens() {
        return method().equals("POST") && TOKENS.contains(path);
    }

    /** Whether it is to become something else than HTTP, for example a WebSocket (RFC 6455), which no origin rule of browsers covers. */
    boolean upgrade() {
        return headers().contains(HttpHeader.UPGRADE);
    }

    /** Whether there is no body, or one of a kind that our pages send. */
    boolean readable() {
        String type = headers().get(HttpHeader.CONTENT_TYPE);
        if (type == null) {
            return !headers().contains(HttpHeader.TRANSFER_ENCODING) && headers().getLongField(HttpHeader.CONTENT_LENGTH) <= 0;
        }
        return BODIES.contains(type.replaceFirst(";.*", "").trim().toLowerCase(Locale.ROOT));
    }

    /** Lets the page that asked read the answer; never with cookies. */
    void allowOrigin() {
        response.getHeaders().put(ALLOW_ORIGIN, headers().get(HttpHeader.ORIGIN));
        response.getHeaders().add(HttpHeader.VARY, "Origin");
    }

    /** Whoever asked is told to come again, and may read that; what was to be answered instead is forgotten. Always true. */
    boolean busy() {
        HttpFields.Mutable fields = response.getHeaders();
        HttpField reader = fields.getField(ALLOW_ORIGIN);
        fields.clear();
        if (reader != null) {
            fields.put(reader).put(HttpHeader.VARY, "Origin");
        }
        return answer(Answer.BUSY);
    }

    boolean answer(Answer answer) {
        answer.write(response, callback);
        return true;
    }
}

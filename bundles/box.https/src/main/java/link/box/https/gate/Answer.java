package link.box.https.gate;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import link.box.https.device.Denied;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * What the gate answers itself.
 *
 * @param status the HTTP status
 * @param headers besides Content-Length
 * @param body JSON, or empty
 */
record Answer(int status, Map<String, String> headers, String body) {
    /** Not for this host, or not for this peer: says nothing, and ends the connection. */
    static final Answer MISDIRECTED = new Answer(421, Map.of("Connection", "close"), "");
    static final Answer MALFORMED = new Answer(400, Map.of("Connection", "close"), "");
    static final Answer BAD_METHOD = new Answer(405, Map.of("Allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"), "");
    static final Answer UNREADABLE = new Answer(415, Map.of("Accept", "application/json, application/x-www-form-urlencoded"), "");
    static final Answer NOT_FOUND = new Answer(404, Map.of(), "");
    static final Answer TOO_LARGE = new Answer(413, Map.of("Connection", "close"), "");
    static final Answer FORBIDDEN = new Answer(403, Map.of(), "");
    static final Answer BUSY = new Answer(503, Map.of("Retry-After", "2"), "");
    /** An app whose grant is over may not read it, but sees that the Box is there. */
    static final Answer PONG = new Answer(204, Map.of("Cross-Origin-Resource-Policy", "cross-origin"), "");
    static final Answer PREFLIGHT = new Answer(204, Map.of("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE",
            "Access-Control-Allow-Headers", "authorization, content-type", "Access-Control-Max-Age", "600"), "");

    /** What finds the session again takes; more would not fit into a header either. */
    private static final int NEXT = 2048;
    private static final Map<String, String> ALWAYS = Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff",
            "Referrer-Policy", "same-origin", "X-Frame-Options", "DENY", "Cross-Origin-Resource-Policy", "same-origin",
            "Content-Security-Policy", "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
    private static final Answer UNAUTHENTICATED = new Answer(401, Map.of("WWW-Authenticate", "Bearer", "Content-Type", "application/json"),
            "{\"code\":401,\"errno\":401,\"error\":\"Unauthorized\",\"message\":\"Log in first\"}");

    static Answer of(Denied denied) {
        return new Answer(denied.status(), denied.headers(), "");
    }

    /** A person is sent to where the session is found again or made, a program is told. */
    static Answer unauthenticated(Request request) {
        if (!navigates(request)) {
            return UNAUTHENTICATED;
        }
        String next = request.getHttpURI().getPathQuery();
        String back = next.length() > NEXT ? "" : "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        return new Answer(303, Map.of("Location", "/session/resume" + back), "");
    }

    void write(Response response, Callback callback) {
        response.setStatus(status);
        HttpFields.Mutable fields = response.getHeaders();
        ALWAYS.forEach(fields::put);
        headers.forEach(fields::put);
        response.write(true, StandardCharsets.UTF_8.encode(body), callback);
    }

    private static boolean navigates(Request request) {
        HttpFields headers = request.getHeaders();
        String mode = headers.get("Sec-Fetch-Mode");
        String accept = headers.get(HttpHeader.ACCEPT);
        return request.getMethod().equals("GET") && !headers.contains(HttpHeader.AUTHORIZATION)
                && (mode == null ? accept != null && accept.contains("text/html") : mode.equals("navigate"));
    }
}

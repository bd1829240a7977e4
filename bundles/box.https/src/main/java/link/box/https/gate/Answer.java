package link.box.https.gate;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
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
    static final Answer FORBIDDEN = new Answer(403, Map.of(), "");
    static final Answer BUSY = new Answer(503, Map.of("Retry-After", "2"), "");
    static final Answer PONG = new Answer(204, Map.of(), "");
    static final Answer PREFLIGHT = new Answer(204, Map.of("Access-Control-Allow-Methods", "GET, POST",
            "Access-Control-Allow-Headers", "authorization, content-type", "Access-Control-Max-Age", "600"), "");

    /** What the login page takes; more would not fit into a header either. */
    private static final int NEXT = 2048;
    private static final Answer UNAUTHENTICATED = new Answer(401, Map.of("WWW-Authenticate", "Bearer", "Content-Type", "application/json"),
            "{\"code\":401,\"errno\":401,\"error\":\"Unauthorized\",\"message\":\"Log in first\"}");

    /** A person is sent to the login page, a program is told. */
    static Answer unauthenticated(Request request) {
        if (!navigates(request)) {
            return UNAUTHENTICATED;
        }
        String next = request.getHttpURI().getPathQuery();
        String back = next.length() > NEXT ? "" : "?next=" + URLEncoder.encode(next, StandardCharsets.UTF_8);
        return new Answer(303, Map.of("Location", "/login" + back), "");
    }

    void write(Response response, Callback callback) {
        response.setStatus(status);
        HttpFields.Mutable fields = response.getHeaders();
        fields.put(HttpHeader.CACHE_CONTROL, "no-store");
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

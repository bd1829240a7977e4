package link.box.https.gate;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.server.Request;

/**
 * Tokens in a query. They are taken out before anything else sees the request: an address is copied, kept and logged.
 *
 * @param found the values of all parameters for tokens, as they were sent
 * @param rest the query without them; null if nothing is left
 */
record Tickets(List<String> found, String rest) {
    private static final Set<String> NAMES = Set.of("ticket", "auth");

    static Tickets of(String query) {
        if (query == null) {
            return new Tickets(List.of(), null);
        }
        Map<Boolean, List<String>> parts = Arrays.stream(query.split("&", -1)).collect(Collectors.partitioningBy(Tickets::token));
        List<String> found = parts.get(true).stream()
                .map(each -> each.substring(Math.min(each.length(), name(each).length() + 1))).toList();
        String rest = String.join("&", parts.get(false));
        return new Tickets(found, rest.isEmpty() ? null : rest);
    }

    /** @return the request as others may see it */
    Request without(Request request) {
        if (found.isEmpty()) {
            return request;
        }
        HttpURI shown = HttpURI.build(request.getHttpURI()).query(rest).asImmutable();
        return new Request.Wrapper(request) {
            @Override
            public HttpURI getHttpURI() {
                return shown;
            }
        };
    }

    private static boolean token(String parameter) {
        try {
            return NAMES.contains(URLDecoder.decode(name(parameter), StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) { // half a percent sign: no name that anybody reads as one of these
            return false;
        }
    }

    private static String name(String parameter) {
        int end = parameter.indexOf('=');
        return end < 0 ? parameter : parameter.substring(0, end);
    }

    @Override
    public String toString() {
        return found.size() + " tickets";
    }
}

package link.box.common.http;

import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import link.box.common.json.Json;

/**
 * An HTTP response as a value: lets what decides be tried without a container.
 *
 * @param status status code
 * @param headers beside Content-Type and Content-Length
 * @param type media type of the body; empty for none
 * @param body the content
 */
public record Reply(int status, Map<String, String> headers, String type, byte[] body) {
    private static final String JSON = "application/json";

    /** @return a response without a body */
    public static Reply empty(int status) {
        return new Reply(status, Map.of(), "", new byte[0]);
    }

    /** @return a response with a JSON object */
    public static Reply json(int status, JsonObject json) {
        return json(status, json.toString());
    }

    /** @return a response with JSON text */
    public static Reply json(int status, String json) {
        return new Reply(status, Map.of(), JSON, json.getBytes(StandardCharsets.UTF_8));
    }

    /** @return {@code {"error": words}} */
    public static Reply error(int status, String words) {
        return json(status, Json.PROVIDER.createObjectBuilder().add("error", words).build());
    }

    /** @return the same with one more header */
    public Reply with(String name, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(name, value);
        return new Reply(status, more, type, body);
    }

    /** @return the body as UTF-8 text */
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** Sends it. Blocks for the network. */
    public void send(HttpServletResponse response) throws IOException {
        response.setStatus(status);
        headers.forEach(response::setHeader);
        if (!type.isEmpty()) {
            response.setContentType(type);
        }
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }
}

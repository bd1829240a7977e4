package link.box.testing.acme;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * One HTTP request, read whole and within limits.
 *
 * @param headers names in lower case
 */
record Request(String method, String path, Map<String, String> headers, String body) {
    private static final int LONGEST_LINE = 1 << 13;
    private static final int MOST_HEADERS = 64;
    private static final int LARGEST_BODY = 1 << 16;

    Kind kind() {
        return Kind.of(path);
    }

    /** @return what follows the kind in the path; empty if nothing does */
    String id() {
        int at = path.indexOf('/', 1);
        return at < 0 ? "" : path.substring(at + 1);
    }

    boolean asksToClose() {
        return "close".equalsIgnoreCase(headers.get("connection"));
    }

    /** @return the next request; null when the client has no more */
    static Request read(InputStream stream) throws IOException {
        String first = line(stream);
        if (first == null) {
            return null;
        }
        String[] words = first.split(" ");
        if (words.length != 3) {
            throw new IOException("not a request line: " + first);
        }
        Map<String, String> headers = headers(stream);
        return new Request(words[0], words[1], headers, body(stream, headers));
    }

    private static Map<String, String> headers(InputStream stream) throws IOException {
        Map<String, String> headers = new HashMap<>();
        for (String line = line(stream); line != null && !line.isEmpty(); line = line(stream)) {
            int colon = line.indexOf(':');
            if (colon < 1 || headers.size() == MOST_HEADERS) {
                throw new IOException("not a header, or too many: " + line);
            }
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static String body(InputStream stream, Map<String, String> headers) throws IOException {
        if (headers.containsKey("transfer-encoding")) {
            throw new IOException("a body without Content-Length");
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        if (length < 0 || length > LARGEST_BODY) {
            throw new IOException("a body of " + length + " bytes");
        }
        byte[] bytes = stream.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("the body ends early");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String line(InputStream stream) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = stream.read(); next != '\n'; next = stream.read()) {
            if (next < 0 && line.isEmpty()) {
                return null;
            }
            if (next < 0 || line.length() == LONGEST_LINE) {
                throw new IOException("a line that ends early, or never");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}

package link.cloud.tunnel.door;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/** The little of HTTP/1 (RFC 9112) that is spoken before a connection is passed on. */
final class Http {
    static final ByteBuffer NOTHING = ByteBuffer.allocate(0).asReadOnlyBuffer();
    private static final Pattern PORT = Pattern.compile(":[0-9]{1,5}$");
    private static final Pattern ABSOLUTE = Pattern.compile("(?i)^http://[^/?#]*");

    private Http() {
    }

    /** @return the answer to CONNECT (RFC 9110, section 9.3.6) */
    static ByteBuffer established() {
        return ascii("HTTP/1.1 200 Connection Established\r\n\r\n");
    }

    /** @return an answer without content, after which the connection ends */
    static ByteBuffer answer(String status, String... headers) {
        StringBuilder text = new StringBuilder("HTTP/1.1 ").append(status).append("\r\n");
        for (String header : headers) {
            text.append(header).append("\r\n");
        }
        return ascii(text + "Content-Length: 0\r\nConnection: close\r\n\r\n");
    }

    /** @return the host of a Host header in lower case, without its port; may be anything else if the header is */
    static String host(String header) {
        return PORT.matcher(header).replaceFirst("").toLowerCase(Locale.ROOT);
    }

    /** @return path and query of a request's target (RFC 9112, section 3.2); empty if it has none */
    static String path(String target) {
        String path = ABSOLUTE.matcher(target).replaceFirst("");
        return path.startsWith("/") ? path : !path.equals(target) && (path.isEmpty() || path.startsWith("?")) ? "/" + path : "";
    }

    static ByteBuffer ascii(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }
}

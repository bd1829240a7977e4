package link.box.common.http;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;

/** The body of a request, never more than a limit. */
public final class Body {
    private Body() {
    }

    /**
     * Blocks for the network.
     *
     * @param limit in bytes
     * @return the body; empty if it is larger than the limit
     * @throws IOException it did not arrive
     */
    public static Optional<byte[]> read(HttpServletRequest request, int limit) throws IOException {
        if (request.getContentLengthLong() > limit) {
            return Optional.empty();
        }
        byte[] bytes = request.getInputStream().readNBytes(limit + 1);
        return bytes.length > limit ? Optional.empty() : Optional.of(bytes);
    }
}

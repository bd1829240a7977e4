package link.box.https.device;

import java.util.Map;

/**
 * Why a request does not get to a device.
 *
 * @param status of the answer
 * @param headers of the answer
 */
public record Denied(int status, Map<String, String> headers) {
    private static final long SECOND = 1_000_000_000L;
    static final Denied FORBIDDEN = new Denied(403, Map.of());
    static final Denied FULL = new Denied(503, Map.of("Retry-After", "1"));

    static Denied later(long nanos) {
        return new Denied(429, Map.of("Retry-After", String.valueOf((nanos + SECOND - 1) / SECOND)));
    }

    static Denied method(Iterable<String> allowed) {
        return new Denied(405, Map.of("Allow", String.join(", ", allowed)));
    }
}

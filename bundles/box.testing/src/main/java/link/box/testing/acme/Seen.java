package link.box.testing.acme;

import java.time.Instant;

/**
 * A request, and what it got.
 *
 * @param status of the answer; 0 if there was none, or none that ended
 */
public record Seen(Instant when, String method, Kind kind, int status) {
}

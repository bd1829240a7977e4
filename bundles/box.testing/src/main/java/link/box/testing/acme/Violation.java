package link.box.testing.acme;

import java.time.Instant;

/**
 * A request that met a limit.
 *
 * @param subject whose limit: names, a domain or an account
 */
public record Violation(Instant when, Limit limit, String subject) {
}

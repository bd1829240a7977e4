package link.box.testing.acme;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A certificate that was issued.
 *
 * @param names as ordered
 * @param profile the one that was used
 * @param account the number of who ordered it
 * @param when by the authority's clock
 * @param replaces the certID that the order named (RFC 9773, section 5)
 */
public record Issued(X509Certificate certificate, List<String> names, String profile, String account, Instant when,
        Optional<String> replaces) {
    PublicKey key() {
        return certificate.getPublicKey();
    }
}

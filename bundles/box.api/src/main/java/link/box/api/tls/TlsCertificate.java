package link.box.api.tls;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A publicly trusted certificate that the Box's HTTPS port serves: a fact as long as it does, even after its end. No private key.
 *
 * @param names the DNS names in it
 * @param chain the certificate and its issuers, leaf first
 */
public record TlsCertificate(List<String> names, List<X509Certificate> chain) {
    public TlsCertificate {
        names = List.copyOf(names);
        chain = List.copyOf(chain);
    }

    /**
     * @param now the time
     * @return whole days until it ends, rounded down: -1 in the day after its end
     * @since 1.1
     */
    public long daysLeft(Instant now) {
        return Math.floorDiv(Duration.between(now, leaf().getNotAfter().toInstant()).toSeconds(), Duration.ofDays(1).toSeconds());
    }

    /** @return the certificate itself */
    public X509Certificate leaf() {
        return chain.get(0);
    }
}

package link.box.acme.ca;

import java.security.PublicKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import link.box.common.tls.DnsNames;
import org.shredzone.acme4j.Certificate;
import org.shredzone.acme4j.exception.AcmeException;
import org.shredzone.acme4j.exception.AcmeProtocolException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The chains that the CA offers for a certificate (RFC 8555, section 7.4.2). */
public final class Chains {
    private static final Logger LOG = LoggerFactory.getLogger("box.acme");
    private static final int MOST_ALTERNATES = 8;
    private static final Duration SKEW = Duration.ofMinutes(5);

    private Chains() {
    }

    /**
     * Blocks for the network.
     *
     * @param issuer common name of an issuer to prefer; empty for none
     * @return all of them, the one to prefer first, else the CA's default
     */
    public static List<List<X509Certificate>> offered(Certificate certificate, String issuer) throws AcmeException {
        certificate.download();
        List<List<X509Certificate>> all = new ArrayList<>(List.of(certificate.getCertificateChain()));
        for (Certificate each : certificate.getAlternateCertificates().stream().limit(MOST_ALTERNATES).toList()) {
            try {
                each.download();
                all.add(each.getCertificateChain());
            } catch (AcmeException | AcmeProtocolException e) {
                LOG.info("an alternate chain cannot be had: {}", e.getMessage());
            }
        }
        all.sort(Comparator.comparing(chain -> issuer.isEmpty() || !leadsTo(chain, issuer)));
        return all;
    }

    /** @return why this is not what was ordered; empty if it is */
    public static Optional<String> fault(List<X509Certificate> chain, List<String> names, PublicKey key) {
        if (chain.isEmpty()) {
            return Optional.of("the chain is empty");
        }
        X509Certificate leaf = chain.get(0);
        List<String> held = names(leaf);
        if (!held.containsAll(names)) {
            return Optional.of("it is for " + held + " and not for " + names);
        }
        return leaf.getPublicKey().equals(key) ? Optional.empty() : Optional.of("it is for another key");
    }

    /** @return why it is not the time for this certificate; empty if it is */
    public static Optional<String> untimely(X509Certificate leaf, Instant now) {
        if (!leaf.getNotAfter().toInstant().isAfter(now)) {
            return Optional.of("it ended " + leaf.getNotAfter().toInstant());
        }
        return leaf.getNotBefore().toInstant().isAfter(now.plus(SKEW))
                ? Optional.of("it begins only " + leaf.getNotBefore().toInstant()) : Optional.empty();
    }

    private static boolean leadsTo(List<X509Certificate> chain, String issuer) {
        return chain.stream().flatMap(each -> Arrays.stream(each.getIssuerX500Principal().getName().split("(?<!\\\\),")))
                .anyMatch(("CN=" + issuer)::equals);
    }

    private static List<String> names(X509Certificate leaf) {
        try {
            return DnsNames.of(leaf);
        } catch (CertificateParsingException e) {
            return List.of();
        }
    }
}

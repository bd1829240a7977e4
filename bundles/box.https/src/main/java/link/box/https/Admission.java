package link.box.https;

import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a pair has to be, besides fitting together, to replace the one in service (RFC 5280, section 6.1). What is on disk was admitted
 * once and is not asked again: a Box whose clock is wrong serves what it has.
 */
final class Admission {
    /** A CA's clock may be ahead of ours. */
    private static final Duration AHEAD = Duration.ofMinutes(5);
    private static final int SIGNS_CERTIFICATES = 5;
    /** RFC 5280, section 4.2.1.12: serverAuth, anyExtendedKeyUsage. */
    private static final Set<String> SERVES = Set.of("1.3.6.1.5.5.7.3.1", "2.5.29.37.0");

    private Admission() {
    }

    /**
     * @param inService null if none is
     * @param now empty if the time is not to be had: then dates are not judged
     * @throws GeneralSecurityException it is not admitted; says why
     */
    static void check(KeyAndChain next, KeyAndChain inService, Optional<Instant> now) throws GeneralSecurityException {
        server(next.leaf());
        issuers(next.chain());
        complete(next, inService);
        if (!next.begin().isBefore(next.end())) {
            throw new GeneralSecurityException("the certificate ends " + next.end() + " and begins " + next.begin());
        }
        if (now.isPresent()) {
            dates(next.chain(), now.get());
        }
        if (inService != null && now.filter(inService::ending).isEmpty()) {
            names(next, inService);
        }
    }

    private static void server(X509Certificate leaf) throws GeneralSecurityException {
        if (leaf.getBasicConstraints() >= 0) {
            throw new GeneralSecurityException("the first certificate is that of a CA, not of a server");
        }
        List<String> uses = leaf.getExtendedKeyUsage();
        if (uses != null && uses.stream().noneMatch(SERVES::contains)) {
            throw new GeneralSecurityException("the certificate is not for a server: its extended key usage is " + String.join(", ", uses));
        }
    }

    /** Clients know roots, and not what is between; that a lab's single certificate is replaced by another takes nothing away. */
    private static void complete(KeyAndChain next, KeyAndChain inService) throws GeneralSecurityException {
        if (next.chain().size() == 1 && inService != null && inService.chain().size() > 1 && !selfSigned(next.leaf())) {
            throw new GeneralSecurityException("it comes without the certificates of its issuers, which clients need: " + name(next.leaf())
                    + " is issued by " + next.leaf().getIssuerX500Principal().getName());
        }
    }

    private static boolean selfSigned(X509Certificate certificate) {
        try {
            certificate.verify(certificate.getPublicKey());
            return certificate.getIssuerX500Principal().equals(certificate.getSubjectX500Principal());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static void issuers(List<X509Certificate> chain) throws GeneralSecurityException {
        for (int i = 1; i < chain.size(); i++) {
            issuer(chain.get(i), chain.get(i - 1), i - 1);
        }
    }

    /** @param between how many certificates of CAs are between the issuer and the leaf */
    private static void issuer(X509Certificate issuer, X509Certificate subject, int between) throws GeneralSecurityException {
        if (!subject.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            throw new GeneralSecurityException("the chain is broken: " + name(subject) + " names another issuer than " + name(issuer));
        }
        boolean[] usage = issuer.getKeyUsage();
        if (issuer.getBasicConstraints() < 0 || usage != null && !usage[SIGNS_CERTIFICATES]) {
            throw new GeneralSecurityException("the chain is broken: " + name(issuer) + " is no CA");
        }
        if (issuer.getBasicConstraints() < between) {
            throw new GeneralSecurityException("the chain is broken: " + name(issuer) + " may not have " + between + " CAs below it");
        }
    }

    private static void dates(List<X509Certificate> chain, Instant now) throws GeneralSecurityException {
        for (X509Certificate each : chain) {
            if (!each.getNotAfter().toInstant().isAfter(now)) {
                throw new GeneralSecurityException("it ended " + each.getNotAfter().toInstant() + ": " + name(each));
            }
            if (each.getNotBefore().toInstant().isAfter(now.plus(AHEAD))) {
                throw new GeneralSecurityException("it begins only " + each.getNotBefore().toInstant() + ": " + name(each));
            }
        }
    }

    private static void names(KeyAndChain next, KeyAndChain inService) throws GeneralSecurityException {
        List<String> lost = inService.names().stream().filter(name -> !next.covers(name)).toList();
        if (!lost.isEmpty() && lost.size() < inService.names().size()) {
            throw new GeneralSecurityException("it lacks " + String.join(", ", lost) + ", which the certificate in service holds");
        }
    }

    private static String name(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName();
    }
}

package link.box.https;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import link.box.api.tls.TlsCertificate;
import link.box.common.tls.DnsNames;

/**
 * A certificate with its private key, checked to fit together.
 *
 * @param key of the leaf
 * @param chain leaf first
 * @param names the DNS names in the leaf, lower case
 */
record KeyAndChain(PrivateKey key, List<X509Certificate> chain, List<String> names) {
    /** A CA has a root and one or two certificates below it. */
    private static final int LONGEST = 10;
    private static final int QUARTER = 4;

    /** @throws GeneralSecurityException they do not fit together; says what */
    static KeyAndChain of(PrivateKey key, List<X509Certificate> chain) throws GeneralSecurityException {
        if (chain.isEmpty()) {
            throw new GeneralSecurityException("there is no certificate");
        }
        if (chain.size() > LONGEST || Set.copyOf(chain).size() < chain.size()) {
            throw new GeneralSecurityException("there are more than " + LONGEST + " certificates, or one of them twice");
        }
        X509Certificate leaf = chain.get(0);
        List<String> names = DnsNames.of(leaf);
        if (names.isEmpty()) {
            throw new GeneralSecurityException("the certificate holds no DNS name");
        }
        if (!key.getAlgorithm().equals(leaf.getPublicKey().getAlgorithm()) || !signs(key, leaf)) {
            throw new GeneralSecurityException("the private key is not that of the certificate");
        }
        for (int i = 0; i + 1 < chain.size(); i++) {
            issued(chain.get(i + 1), chain.get(i));
        }
        return new KeyAndChain(key, List.copyOf(chain), names);
    }

    TlsCertificate certificate() {
        return new TlsCertificate(names, chain);
    }

    Instant begin() {
        return leaf().getNotBefore().toInstant();
    }

    Instant end() {
        return leaf().getNotAfter().toInstant();
    }

    /** Whether less than a quarter of its life is left: the renewal should have come long ago. */
    boolean ending(Instant now) {
        return Duration.between(now, end()).compareTo(Duration.between(begin(), end()).dividedBy(QUARTER)) < 0;
    }

    X509Certificate leaf() {
        return chain.get(0);
    }

    /** Whether a TLS client that asks for this name (lower case) accepts this certificate; a wildcard stands for one label. */
    boolean covers(String name) {
        return covers(names, name);
    }

    /** The same for the names of any certificate. */
    static boolean covers(List<String> names, String name) {
        int dot = name.indexOf('.');
        return names.contains(name) || dot > 0 && names.contains("*" + name.substring(dot));
    }

    private static boolean signs(PrivateKey key, X509Certificate leaf) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("EC".equals(key.getAlgorithm()) ? "SHA256withECDSA" : "SHA256withRSA");
        byte[] probe = {1, 2, 3};
        signature.initSign(key);
        signature.update(probe);
        byte[] signed = signature.sign();
        signature.initVerify(leaf.getPublicKey());
        signature.update(probe);
        return signature.verify(signed);
    }

    private static void issued(X509Certificate issuer, X509Certificate subject) throws GeneralSecurityException {
        try {
            subject.verify(issuer.getPublicKey());
        } catch (GeneralSecurityException e) {
            throw new GeneralSecurityException("the chain is broken: " + issuer.getSubjectX500Principal() + " did not issue "
                    + subject.getSubjectX500Principal() + ", so it does not belong there", e);
        }
    }
}

package link.box.testing.acme;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;

/** What was issued, by order and by certID; and what of it was revoked or replaced. */
final class Certificates {
    private final Map<String, Issued> byOrder = new HashMap<>();
    private final Map<String, Issued> byId = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();

    void add(String order, Issued issued) {
        byOrder.put(order, issued);
        byId.put(id(issued.certificate()), issued);
    }

    Issued ofOrder(String order) throws Problem {
        return Optional.ofNullable(byOrder.get(order)).orElseThrow(() -> new Problem(404, "malformed", "no certificate " + order));
    }

    Optional<Issued> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** @return the one with these bytes */
    Optional<Issued> find(byte[] encoded) {
        return byId.values().stream().filter(each -> MessageDigest.isEqual(encoded(each.certificate()), encoded)).findFirst();
    }

    boolean isRevoked(String id) {
        return revoked.contains(id);
    }

    /** @return false if it already was */
    boolean revoke(Issued issued) {
        return revoked.add(id(issued.certificate()));
    }

    void forget() {
        byOrder.clear();
        byId.clear();
        revoked.clear();
    }

    /** @return the certID: key identifier of the issuer, and serial (RFC 9773, section 4.1) */
    static String id(X509Certificate certificate) {
        try {
            byte[] issuer = AuthorityKeyIdentifier.fromExtensions(new JcaX509CertificateHolder(certificate).getExtensions())
                    .getKeyIdentifierOctets();
            return Wire.base64(issuer) + "." + Wire.base64(certificate.getSerialNumber().toByteArray());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}

package link.box.identity;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** What the identity file holds. */
record KeyAndCertificate(PrivateKey key, X509Certificate certificate) {
}

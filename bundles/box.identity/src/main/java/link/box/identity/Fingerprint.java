package link.box.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import link.box.common.words.Base32;

/** The forms in which a certificate's fingerprint can be the id of a Box; each fits into one DNS label. */
enum Fingerprint {
    /** 52 characters of base32 (RFC 4648, section 6), lower case, unpadded. */
    sha256 {
        @Override
        String of(byte[] der) throws GeneralSecurityException {
            return Base32.of(MessageDigest.getInstance("SHA-256").digest(der));
        }
    },
    /** 40 hex digits: what the original's servers check. */
    sha1 {
        @Override
        String of(byte[] der) throws GeneralSecurityException {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(der));
        }
    };

    abstract String of(byte[] der) throws GeneralSecurityException;

    /** @return the digest of the certificate's DER */
    static byte[] digest(String algorithm, X509Certificate certificate) {
        try {
            return MessageDigest.getInstance(algorithm).digest(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot fingerprint a certificate", e);
        }
    }

    String of(X509Certificate certificate) {
        try {
            return of(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM cannot fingerprint a certificate", e);
        }
    }
}

package link.box.common.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;

/** The certificate as the operator's ACME client or the lab's CA writes it: two PEM files, replaced from time to time. */
public final class KeyPairFiles {
    private static final byte[] PROBE = {1, 2, 3, 4};

    private final Path certificate;
    private final Path key;
    private String last = "";

    /**
     * @param certificate with its issuers, leaf first; an empty path if it is not set
     * @param key its key, PKCS #8
     */
    public KeyPairFiles(Path certificate, Path key) {
        this.certificate = certificate;
        this.key = key;
    }

    /**
     * Blocks for disk; to be called by one thread at a time.
     *
     * @return what the files hold; null if they have not changed since the last one that was read with success
     * @throws IOException a file is missing or damaged, or they do not belong together
     */
    public ServerKeys.Entry readIfChanged() throws IOException {
        if (certificate.toString().isEmpty() || key.toString().isEmpty()) {
            throw new IOException("certificate and key are not set");
        }
        String certificateText = Pem.text(certificate);
        String keyText = Pem.text(key);
        String now = certificateText + keyText;
        if (now.equals(last)) {
            return null;
        }
        List<X509Certificate> chain = Pem.certificates(certificateText, certificate.toString());
        PrivateKey privateKey = Pem.privateKey(keyText, key.toString());
        if (!fit(privateKey, chain.get(0).getPublicKey())) {
            throw new IOException(key + " is not the key of the first certificate in " + certificate);
        }
        last = now;
        return new ServerKeys.Entry(privateKey, chain);
    }

    private static boolean fit(PrivateKey privateKey, PublicKey publicKey) {
        try {
            Signature signature = Signature.getInstance(publicKey.getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA");
            signature.initSign(privateKey);
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}

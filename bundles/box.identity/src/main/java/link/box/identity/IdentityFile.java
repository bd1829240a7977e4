package link.box.identity;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.List;
import link.box.common.file.AtomicFile;
import link.box.common.tls.Pem;

/** The one file that makes this Box this Box. Key and certificate stand together, so that they cannot get out of step. */
final class IdentityFile {
    static final String HEADER = "box-identity 1";

    private final Path path;

    IdentityFile(Path path) {
        this.path = path;
    }

    Path path() {
        return path;
    }

    boolean missing() {
        return Files.notExists(path);
    }

    void write(KeyAndCertificate made) throws IOException {
        try {
            String text = HEADER + "\n" + Pem.block("PRIVATE KEY", made.key().getEncoded())
                    + Pem.block("CERTIFICATE", made.certificate().getEncoded());
            AtomicFile.write(path, text.getBytes(StandardCharsets.US_ASCII));
        } catch (GeneralSecurityException e) {
            throw new IOException("the new identity cannot be encoded: " + e.getMessage(), e);
        }
    }

    /**
     * @throws DamagedIdentityException the content makes no sense
     * @throws IOException it cannot be read just now
     */
    KeyAndCertificate read() throws IOException, DamagedIdentityException {
        String text = new String(AtomicFile.read(path, 1 << 16), StandardCharsets.ISO_8859_1);
        if (!text.startsWith(HEADER + "\n")) {
            throw new DamagedIdentityException("it does not start with \"" + HEADER + "\"");
        }
        KeyAndCertificate found = parse(text);
        if (!belongTogether(found)) {
            throw new DamagedIdentityException("its key and certificate do not belong together");
        }
        return found;
    }

    private static KeyAndCertificate parse(String text) throws DamagedIdentityException {
        try {
            PrivateKey key = Pem.privateKey(text, "it");
            List<X509Certificate> certificates = Pem.certificates(text, "it");
            return new KeyAndCertificate(key, certificates.get(0));
        } catch (IOException | RuntimeException e) {
            throw new DamagedIdentityException(e.getMessage());
        }
    }

    private static boolean belongTogether(KeyAndCertificate found) {
        try {
            byte[] sample = {1, 2, 3};
            Signature signer = Signature.getInstance("SHA256withECDSA");
            signer.initSign(found.key());
            signer.update(sample);
            byte[] signature = signer.sign();
            signer.initVerify(found.certificate().getPublicKey());
            signer.update(sample);
            return signer.verify(signature);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}

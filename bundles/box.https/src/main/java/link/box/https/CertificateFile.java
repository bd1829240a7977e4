package link.box.https;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.function.Consumer;
import link.box.common.file.KeptFile;
import link.box.common.tls.Pem;

/** Key and chain in one PEM text, so that one rename swaps both. */
final class CertificateFile {
    private static final int LIMIT = 1 << 20;

    private final KeptFile file;

    CertificateFile(Path directory) {
        this.file = new KeptFile(directory.resolve("certificate.pem"), LIMIT);
    }

    /**
     * @param damage told, with the reason, when the previous generation is given instead of the current one
     * @return empty if there was never one
     * @throws IOException neither generation can be used; says why of the current one
     */
    Optional<KeyAndChain> read(Consumer<IOException> damage) throws IOException {
        return file.read(CertificateFile::pair, damage);
    }

    /** Replaces the current generation; the one in it is kept as the previous if it is whole. */
    void write(KeyAndChain next) throws IOException {
        file.write(text(next));
    }

    private static KeyAndChain pair(String pem) throws IOException {
        try {
            return KeyAndChain.of(Pem.privateKey(pem, "it"), Pem.certificates(pem, "it"));
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    private static String text(KeyAndChain pair) throws IOException {
        StringBuilder text = new StringBuilder(Pem.block("PRIVATE KEY", pair.key().getEncoded()));
        try {
            for (X509Certificate each : pair.chain()) {
                text.append(Pem.block("CERTIFICATE", each.getEncoded()));
            }
        } catch (CertificateEncodingException e) {
            throw new IOException("the certificate cannot be encoded", e);
        }
        return text.toString();
    }
}

package link.box.common.tls;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/** Whom a TLS client of the Box believes: a configured CA, a pinned key, or else the system's store. */
public final class Trust {
    private Trust() {
    }

    /**
     * @param setting empty for the system's store; {@code sha256/<base64>} for a pinned public key (RFC 7469, section 2.4: the hash
     *        of SubjectPublicKeyInfo); else the path of a PEM file with one or more CA certificates
     * @param keys who we are, or null
     * @return a context for clients; blocks for disk
     * @throws IOException the file is missing or damaged
     */
    public static SSLContext context(String setting, KeyManager keys) throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(keys == null ? null : new KeyManager[] {keys}, managers(setting), new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot set up TLS with trust \"" + setting + "\": " + e.getMessage(), e);
        }
    }

    /** @return the setting that believes this certificate's key and no other */
    public static String pin(X509Certificate certificate) {
        return PinnedKey.pin(certificate);
    }

    private static TrustManager[] managers(String setting) throws IOException, GeneralSecurityException {
        if (setting.isBlank()) {
            return null;
        }
        if (setting.startsWith(PinnedKey.PREFIX)) {
            return new TrustManager[] {new PinnedKey(setting)};
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        int count = 0;
        for (X509Certificate ca : Pem.certificates(Path.of(setting))) {
            store.setCertificateEntry("ca" + count++, ca);
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}

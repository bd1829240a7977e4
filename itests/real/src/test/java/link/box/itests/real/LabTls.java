package link.box.itests.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import link.box.common.tls.Pem;
import link.box.lab.Lab;

/** Keys and certificates from files, for TLS. */
final class LabTls {
    private LabTls() {
    }

    /** @return a server with a certificate of the lab's CA for these names */
    static SSLContext server(Lab lab, String... names) throws IOException, GeneralSecurityException {
        Path certificate = lab.file("detour-" + names[0] + ".pem");
        Path key = lab.file("detour-" + names[0] + ".key");
        lab.ca().issue(certificate, key, names);
        return context(keys(Files.readString(key) + Files.readString(certificate)));
    }

    /** @return what a client with this key and certificate, both in PEM, shows */
    static KeyManager[] keys(String pem) throws IOException, GeneralSecurityException {
        PrivateKey key = Pem.privateKey(pem, "a file of the lab");
        List<X509Certificate> chain = Pem.certificates(pem, "a file of the lab");
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("key", key, new char[0], chain.toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        return factory.getKeyManagers();
    }

    private static SSLContext context(KeyManager[] keys) throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, null, null);
        return context;
    }
}

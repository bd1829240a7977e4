package link.box.itests.real;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import link.box.lab.Await;

/** A visitor that believes one root, and checks name and dates. */
final class Strict {
    private static final int PATIENCE_MILLIS = 10_000;

    private Strict() {
    }

    /** Knocks until the port is open. @return the certificate of the first handshake, which must succeed */
    static X509Certificate first(int port, String name, X509Certificate root, Duration patience) throws IOException, InterruptedException {
        return shake(Await.until(patience, "port " + port + " is open", () -> connect(port)), name, root);
    }

    /** @return the certificate that is served; believed, for the name, and within its dates */
    static X509Certificate look(int port, String name, X509Certificate root) throws IOException {
        return shake(connect(port), name, root);
    }

    private static Socket connect(int port) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            return plain;
        } catch (IOException e) {
            plain.close();
            throw new ConnectException(e.getMessage());
        }
    }

    private static X509Certificate shake(Socket plain, String name, X509Certificate root) throws IOException {
        try (plain; SSLSocket socket = (SSLSocket) context(root).getSocketFactory().createSocket(plain, name, plain.getPort(), true)) {
            SSLParameters strict = socket.getSSLParameters();
            strict.setEndpointIdentificationAlgorithm("HTTPS");
            socket.setSSLParameters(strict);
            socket.startHandshake();
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        } catch (GeneralSecurityException e) {
            throw new IOException("cannot set up TLS", e);
        }
    }

    private static SSLContext context(X509Certificate root) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", root);
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}

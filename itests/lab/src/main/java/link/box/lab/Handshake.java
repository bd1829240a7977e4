package link.box.lab;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Looks at the certificate that a TLS server shows to a client that names nobody; believes and sends nothing. */
public final class Handshake {
    private Handshake() {
    }

    /** @return the server's certificate */
    public static X509Certificate certificate(String host, int port) throws IOException {
        try (SSLSocket socket = connect(host, port)) {
            return (X509Certificate) socket.getSession().getPeerCertificates()[0];
        }
    }

    /** @return the status of a GET to that address by such a client; 0 if there was no answer that makes sense */
    public static int get(String address, int port, String path) throws IOException {
        try (SSLSocket socket = connect(address, port)) {
            socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: " + address + ":" + port + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            String head = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            return head.matches("HTTP/1\\.1 \\d{3}") ? Integer.parseInt(head.substring(9)) : 0;
        }
    }

    private static SSLSocket connect(String host, int port) throws IOException {
        Socket plain = new Socket();
        try {
            plain.connect(new InetSocketAddress(host, port), 3_000);
            plain.setSoTimeout(5_000);
            SSLSocket socket = (SSLSocket) context().getSocketFactory().createSocket(plain, null, port, true);
            socket.startHandshake();
            return socket;
        } catch (IOException e) {
            plain.close();
            throw e;
        }
    }

    /** @return one that believes everybody: for looking, and for what was just started on loopback */
    static SSLContext context() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {new Looker()}, new SecureRandom());
            return context;
        } catch (GeneralSecurityException e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** The identity certificate is self-signed: whether it is the right one is for the caller to compare. */
    private static final class Looker implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {
            throw new UnsupportedOperationException("for looking at servers only");
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {
            // looking is not believing: the caller compares the fingerprint
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

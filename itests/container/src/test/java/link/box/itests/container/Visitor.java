package link.box.itests.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** One TLS connection to the Box that stays open, as a browser's does, and believes only the certificates that the test names. */
final class Visitor implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final SSLSocket socket;
    private final BufferedReader in;
    private final String host;

    /** @param host name to ask for by SNI and Host; an address is asked for by Host alone */
    Visitor(int port, String host, Predicate<X509Certificate> believes) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Believer(believes)}, null);
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
        plain.setSoTimeout(PATIENCE_MILLIS);
        socket = (SSLSocket) context.getSocketFactory().createSocket(plain, null, port, true);
        if (!host.matches("[0-9.]+")) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(host)));
            socket.setSSLParameters(parameters);
        }
        socket.startHandshake();
        in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        this.host = host + ":" + port;
    }

    X509Certificate certificate() throws IOException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    /** @return the status of {@code GET /ping} on this very connection */
    int ping() throws IOException {
        return get("/ping");
    }

    /** @return the status of a GET on this very connection; the body is read and dropped */
    int get(String path) throws IOException {
        socket.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        String status = in.readLine();
        if (status == null) {
            throw new IOException("the connection was cut");
        }
        int left = 0;
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
                left = Integer.parseInt(line.substring(line.indexOf(':') + 1).strip());
            }
        }
        for (; left > 0; left--) {
            in.read();
        }
        return Integer.parseInt(status.split(" ")[1]);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private record Believer(Predicate<X509Certificate> believes) implements X509TrustManager {
        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            if (!believes.test(chain[0])) {
                throw new CertificateException("not the certificate expected: " + chain[0].getSubjectX500Principal());
            }
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) throws CertificateException {
            throw new CertificateException("for servers only");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}

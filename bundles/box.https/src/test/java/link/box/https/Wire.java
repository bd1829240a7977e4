package link.box.https;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import link.box.testing.TrustAll;

/** One connection, of TLS mostly, to loopback on which a test writes what it likes. */
final class Wire implements Closeable {
    private final Socket socket;
    private boolean bodiless;

    /**
     * One answer.
     *
     * @param headers by lower-case name
     */
    record Reply(int status, Map<String, String> headers, String body) {
    }

    Wire(SSLContext context, int port, String sni) throws IOException {
        this(context, port, sni, new byte[0]);
    }

    /** @param first what is sent before TLS begins */
    Wire(SSLContext context, int port, String sni, byte[] first) throws IOException {
        Socket plain = new Socket("127.0.0.1", port);
        plain.setSoTimeout(10_000);
        plain.setTcpNoDelay(true);
        plain.getOutputStream().write(first);
        SSLSocket secured = (SSLSocket) context.getSocketFactory().createSocket(plain, "127.0.0.1", port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setServerNames(sni.isEmpty() ? List.of() : List.of(new SNIHostName(sni)));
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        socket = secured;
    }

    /** Without encryption. */
    Wire(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
    }

    static SSLContext client() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new TrustAll()}, null);
        return context;
    }

    X509Certificate certificate() throws IOException {
        return (X509Certificate) ((SSLSocket) socket).getSession().getPeerCertificates()[0];
    }

    void send(String... lines) throws IOException {
        bodiless = lines[0].startsWith("HEAD ");
        begin(String.join("\r\n", lines) + "\r\n\r\n");
    }

    /** Sends what may be no whole request. */
    void begin(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    Reply reply() throws IOException {
        String[] head = head().split("\r\n");
        Map<String, String> headers = new TreeMap<>();
        for (int i = 1; i < head.length; i++) {
            String[] field = head[i].split(": ?", 2);
            headers.merge(field[0].toLowerCase(Locale.ROOT), field[1], (one, other) -> one + ", " + other);
        }
        int length = bodiless ? 0 : Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Reply(Integer.parseInt(head[0].split(" ")[1]), headers,
                new String(socket.getInputStream().readNBytes(length), StandardCharsets.UTF_8));
    }

    private String head() throws IOException {
        InputStream in = socket.getInputStream();
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after \"" + head + "\"");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

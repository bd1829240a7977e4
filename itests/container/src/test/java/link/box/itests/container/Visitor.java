package link.box.itests.container;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/** One TLS connection to the Box that stays open, as a browser's does, and believes only the certificates that the test names. */
final class Visitor implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 10_000;

    private final SSLSocket socket;
    private final BufferedReader in;
    private final String host;
    private final Map<String, String> headers = new HashMap<>();

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
        return get(path, "");
    }

    /** @param more lines of the header, each with its end */
    int get(String path, String more) throws IOException {
        String head = "GET " + path + " HTTP/1.1\r\nHost: " + host + "\r\n" + more + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        String status = in.readLine();
        if (status == null) {
            throw new IOException("the connection was cut");
        }
        headers.clear();
        for (String line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        for (int left = Integer.parseInt(headers.getOrDefault("content-length", "0")); left > 0; left--) {
            in.read();
        }
        return Integer.parseInt(status.split(" ")[1]);
    }

    /** @return those of the last answer, by lower-case name */
    Map<String, String> headers() {
        return Map.copyOf(headers);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}

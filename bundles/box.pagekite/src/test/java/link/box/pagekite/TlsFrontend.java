package link.box.pagekite;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import link.box.testing.Made;

/** A frontend with TLS at its own name, good or not; where it is good each kite flies. */
final class TlsFrontend implements Closeable {
    private static final String ESTABLISHED = "HTTP/1.1 200 Connection Established\r\n\r\n";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger calls = new AtomicInteger();
    private volatile boolean busy;
    private volatile Answering answering = socket -> { };

    private interface Answering {
        void answer(Socket socket) throws Exception;
    }

    TlsFrontend() throws IOException {
        Thread thread = new Thread(this::serve, "tls-frontend");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    /** @return how many connections there were */
    int calls() {
        return calls.get();
    }

    /** @return whether it is answering a call; one that flies is answered */
    boolean isBusy() {
        return busy;
    }

    /** TLS with this certificate. */
    void shows(Made made) throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("own", made.key(), new char[0], made.chain().toArray(X509Certificate[]::new));
        covers(keys);
    }

    /** It is meant to have a certificate, and has none. */
    void showsNone() throws Exception {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        covers(keys);
    }

    /** That, in the place of TLS; then it hangs up. */
    void says(String text) {
        answering = socket -> {
            write(socket, ESTABLISHED);
            write(socket, text);
        };
    }

    /** Nothing more, once it is asked to begin with TLS. */
    void hangsUp() {
        answering = socket -> {
            write(socket, ESTABLISHED);
            socket.getInputStream().readNBytes(100);
        };
    }

    /** That, when it is asked for TLS. */
    void refuses(String answer) {
        answering = socket -> write(socket, answer);
    }

    private void covers(KeyStore keys) throws Exception {
        KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(keys, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        answering = socket -> {
            write(socket, ESTABLISHED);
            SSLSocket tls = (SSLSocket) context.getSocketFactory().createSocket(socket, null, port(), false);
            tls.setUseClientMode(false);
            fly(tls);
        };
    }

    private void fly(Socket socket) throws IOException {
        String[] kite = Played.value(head(socket), "X-PageKite").split(":");
        write(socket, "HTTP/1.1 200 OK\r\nX-PageKite-OK: " + kite[0] + ":" + kite[1] + ":" + kite[2]
                + "\r\nX-PageKite-SessionID: s1\r\n\r\n");
        busy = false;
        socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                busy = true;
                calls.incrementAndGet();
                head(socket);
                answering.answer(socket);
            } catch (Exception e) {
                System.err.println("tls frontend: " + e.getMessage());
            }
            busy = false;
        }
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("hung up after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private static void write(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

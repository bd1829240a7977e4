package link.box.pagekite;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import link.box.testing.Made;

/** A frontend and the Box behind it in one, as a visitor sees them; in the moods that a test wants. */
final class PingBox implements AutoCloseable {
    final List<String> requests = new CopyOnWriteArrayList<>();
    /** When the TLS sessions of the requests began; a resumed one keeps its time. */
    final List<Long> sessions = new CopyOnWriteArrayList<>();
    volatile Mood mood = Mood.GOOD;
    volatile Made shown;
    private Made kept;
    private SSLContext context;
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    enum Mood {
        GOOD, SILENT, HANGS_UP, TRICKLES, NOT_FOUND, ENDLESS
    }

    PingBox(Made shown) throws IOException {
        this.shown = shown;
        Thread thread = new Thread(this::serve, "ping box");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                socket.setSoTimeout(60_000);
                serve(socket);
            } catch (IOException | GeneralSecurityException e) {
                System.err.println("ping box: " + e.getMessage());
            }
        }
    }

    private void serve(Socket socket) throws IOException, GeneralSecurityException {
        if (mood == Mood.SILENT || mood == Mood.TRICKLES) {
            for (int i = 0; mood != Mood.GOOD && socket.getInputStream().read() >= 0; i++) {
                socket.getOutputStream().write(mood == Mood.TRICKLES && i == 0 ? new byte[] {22, 3, 3, 0, 99} : new byte[0]);
            }
        } else if (mood != Mood.HANGS_UP) {
            answer(socket);
        }
    }

    private void answer(Socket socket) throws IOException, GeneralSecurityException {
        byte[] first = socket.getInputStream().readNBytes(1);
        InputStream consumed = new ByteArrayInputStream(first);
        if (first.length == 1 && first[0] == 'C') {
            requests.add("C" + head(socket));
            socket.getOutputStream().write("HTTP/1.1 200 Connection Established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            consumed = new ByteArrayInputStream(new byte[0]);
        }
        try (SSLSocket tls = (SSLSocket) context().getSocketFactory().createSocket(socket, consumed, true)) {
            tls.setUseClientMode(false);
            requests.add(head(tls));
            sessions.add(tls.getSession().getCreationTime());
            String status = mood == Mood.NOT_FOUND ? "404 Not Found" : "204 No Content" + (mood == Mood.ENDLESS ? "\r\nX: " + "x".repeat(5000) : "");
            tls.getOutputStream().write(("HTTP/1.1 " + status + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
        }
    }

    private static String head(Socket socket) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("gone");
            }
            head.append((char) next);
        }
        return head.toString();
    }

    private SSLContext context() throws GeneralSecurityException, IOException {
        if (shown != kept) {
            kept = shown;
            context = contextOf(kept);
        }
        return context;
    }

    private static SSLContext contextOf(Made shown) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("box", shown.key(), new char[0], shown.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}

package link.box.itests.container;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;

/**
 * Full TLS handshakes without end, from several threads, by turns in TLS 1.2 and 1.3, each proven by an answer to a request. Failures are
 * counted, not thrown.
 */
final class SwapLoad implements AutoCloseable {
    private static final int THREADS = 4;
    private static final int PATIENCE_MILLIS = 10_000;
    private static final String[][] PROTOCOLS = {{"TLSv1.2"}, {"TLSv1.3"}};

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final AtomicInteger tried = new AtomicInteger();
    private final AtomicInteger succeeded = new AtomicInteger();
    private final AtomicInteger certificatesSeen = new AtomicInteger();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final SSLContext tls = SSLContext.getInstance("TLS");
    private final int port;
    private final String host;
    private volatile boolean over;

    SwapLoad(int port, String host, Predicate<X509Certificate> believes) throws Exception {
        this.port = port;
        this.host = host;
        tls.init(null, new TrustManager[] {new Believer(certificate -> {
            certificatesSeen.incrementAndGet();
            return believes.test(certificate);
        })}, null);
        tls.getClientSessionContext().setSessionCacheSize(1);
        for (int i = 0; i < THREADS; i++) {
            // each from an address of its own: no source has more than its share of places, and none runs out of ports
            InetAddress source = InetAddress.getByName("127.0.0." + (i + 2));
            threads.submit(() -> knock(source));
        }
    }

    int succeeded() {
        return succeeded.get();
    }

    /** A resumed session shows no certificate again: each one seen is a full handshake. */
    int certificatesSeen() {
        return certificatesSeen.get();
    }

    List<String> failures() {
        return List.copyOf(failures);
    }

    /** Waits until so many handshakes have been tried. */
    void await(int handshakes) throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (tried.get() < handshakes) {
            if (System.nanoTime() > end) {
                throw new TimeoutException("only " + tried + " of " + handshakes + " handshakes after a minute: " + failures);
            }
            Thread.sleep(2);
        }
    }

    private void knock(InetAddress source) {
        for (int number = 0; !over; number++) {
            try {
                visit(source, number);
                succeeded.incrementAndGet();
            } catch (IOException e) {
                failures.add(e.toString());
            }
            tried.incrementAndGet();
        }
    }

    private void visit(InetAddress source, int number) throws IOException {
        try (Socket plain = new Socket()) {
            plain.bind(new InetSocketAddress(source, 0));
            plain.connect(new InetSocketAddress("127.0.0.1", port), PATIENCE_MILLIS);
            plain.setSoTimeout(PATIENCE_MILLIS);
            plain.setTcpNoDelay(true);
            // sessions are remembered by peer: a name that no other connection has gives a full handshake
            SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(plain, "visit" + System.nanoTime(), port, true);
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(host)));
            parameters.setProtocols(PROTOCOLS[number % PROTOCOLS.length]);
            socket.setSSLParameters(parameters);
            socket.startHandshake();
            ask(socket);
            socket.close();
        }
    }

    private void ask(SSLSocket socket) throws IOException {
        String request = "GET /ping HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        InputStream in = socket.getInputStream();
        byte[] answer = new byte[1024];
        int length = 0;
        String text = "";
        while (!text.endsWith("\r\n\r\n")) {
            int more = in.read(answer, length, answer.length - length);
            if (more <= 0) {
                throw new IOException("cut after \"" + text + "\"");
            }
            length += more;
            text = new String(answer, 0, length, StandardCharsets.US_ASCII);
        }
        if (!text.startsWith("HTTP/1.1 204")) {
            throw new IOException("answered " + text);
        }
    }

    @Override
    public void close() throws InterruptedException {
        over = true;
        threads.shutdown();
        threads.awaitTermination(2L * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }
}

package link.box.work.clock;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import link.box.testing.Made;

/** A web server that answers with the bytes that the test wants, over real TLS; the JDK's own would always send its own date. */
final class DateServer implements AutoCloseable {
    final List<String> asked = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final SSLServerSocket listener;
    private final Supplier<String> answer;

    /** @param answer the whole response; null is never an answer */
    DateServer(Made certificate, Supplier<String> answer) throws Exception {
        this.answer = answer;
        this.listener = (SSLServerSocket) context(certificate).getServerSocketFactory()
                .createServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    URI origin() {
        return URI.create("https://localhost:" + listener.getLocalPort());
    }

    private void accept() {
        try {
            while (true) {
                Socket client = listener.accept();
                threads.execute(() -> serve(client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void serve(Socket client) {
        try (client) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
            asked.add(String.valueOf(lines.readLine()));
            for (String line = lines.readLine(); line != null && !line.isEmpty(); line = lines.readLine()) {
                continue;
            }
            String text = answer.get();
            if (text == null) {
                lines.readLine();
                return;
            }
            client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            // the client has had enough
        }
    }

    private static SSLContext context(Made made) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", made.key(), new char[0], made.chain().toArray(java.security.cert.X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    @Override
    public void close() throws IOException {
        listener.close();
        threads.shutdownNow();
    }
}

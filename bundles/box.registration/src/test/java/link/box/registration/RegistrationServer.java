package link.box.registration;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import link.box.common.tls.Pem;
import link.box.testing.Made;

/** A registration server over TLS that remembers what it was told, and answers as it is told. */
final class RegistrationServer implements AutoCloseable {
    /** What it answers. */
    @FunctionalInterface
    interface Manner {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** Something that was posted. */
    record Post(String peer, String method, String path, String body) {
    }

    /** Where it says that Boxes call from. */
    static final String SEEN = "203.0.113.7";
    /** Speaks both versions. */
    static final Manner FRIENDLY = exchange -> {
        switch (exchange.getRequestURI().getPath().replaceFirst("(/v2/where/).*", "$1")) {
            case "/register" -> reply(exchange, 200, "{\"status\" : \"registered\"}");
            case "/v2/announce" -> reply(exchange, 200, "{\"public_ip\":\"" + SEEN + "\",\"expires_in\":120}");
            case "/v2/where/" -> exchange.sendResponseHeaders(204, -1);
            default -> reply(exchange, 404, "");
        }
    };

    final List<Post> posts = new CopyOnWriteArrayList<>();
    volatile Manner manner = FRIENDLY;
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpsServer server;
    private final Path trust;

    /** @param name in its certificate */
    RegistrationServer(Path folder, InetSocketAddress address, String name) throws Exception {
        Made authority = Made.authority("Lab");
        trust = Files.writeString(folder.resolve("ca.pem"), Pem.block("CERTIFICATE", authority.chain().get(0).getEncoded()));
        server = HttpsServer.create(address, 50);
        server.setHttpsConfigurator(new HttpsConfigurator(context(authority.issue(name))));
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** @return what was sent to paths that begin so */
    List<Post> to(String path) {
        return posts.stream().filter(each -> each.path().startsWith(path)).toList();
    }

    int port() {
        return server.getAddress().getPort();
    }

    String trust() {
        return trust.toString();
    }

    /** Never answers. */
    void hang(HttpExchange exchange) {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        posts.add(new Post(exchange.getRemoteAddress().getAddress().getHostAddress(), exchange.getRequestMethod(),
                exchange.getRequestURI().toString(), body));
        manner.answer(exchange);
    }

    private static SSLContext context(Made made) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", made.key(), new char[0], made.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}

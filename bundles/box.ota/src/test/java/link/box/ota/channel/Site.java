package link.box.ota.channel;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import link.box.testing.Made;

/** A plain web server with ranges, as nginx has them, that can be told to misbehave. */
final class Site implements AutoCloseable {
    /** Which ranges were asked for; empty where none was. */
    final List<String> ranges = new CopyOnWriteArrayList<>();
    final Map<String, byte[]> files = new ConcurrentHashMap<>();
    volatile Misbehaviour misbehaviour = Misbehaviour.NONE;
    /** After how many bytes of a body the connection is cut, once. */
    volatile long cutAfter = Long.MAX_VALUE;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer server;
    private final String scheme;

    enum Misbehaviour {
        NONE, NO_RANGES, OTHER_RANGE, NEVER_SATISFIED, HTML, REDIRECT, TROUBLE, SILENT, ENDLESS, STALLS
    }

    Site() throws IOException {
        this(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0), "http");
    }

    /** One that speaks TLS. */
    static Site secure(Made made) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", made.key(), new char[0], made.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        return new Site(server, "https");
    }

    private Site(HttpServer server, String scheme) {
        this.server = server;
        this.scheme = scheme;
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return scheme + "://localhost:" + server.getAddress().getPort() + "/stable";
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String range = Optional.ofNullable(exchange.getRequestHeaders().getFirst("Range")).orElse("");
            ranges.add(range);
            byte[] file = files.get(exchange.getRequestURI().getPath().replaceFirst("^/stable", ""));
            switch (misbehaviour) {
                case HTML -> page(exchange);
                case REDIRECT -> redirect(exchange);
                case TROUBLE -> exchange.sendResponseHeaders(503, -1);
                case SILENT -> silence();
                case ENDLESS -> endless(exchange);
                default -> file(exchange, file, range);
            }
        }
    }

    private void file(HttpExchange exchange, byte[] file, String range) throws IOException {
        if (file == null) {
            exchange.sendResponseHeaders(404, -1);
            return;
        }
        boolean ranged = !range.isEmpty() && misbehaviour != Misbehaviour.NO_RANGES;
        int from = ranged ? Integer.parseInt(range.replaceAll("\\D", "")) : 0;
        if (ranged && (from >= file.length || misbehaviour == Misbehaviour.NEVER_SATISFIED)) {
            exchange.sendResponseHeaders(416, -1);
            return;
        }
        from += ranged && misbehaviour == Misbehaviour.OTHER_RANGE ? 1 : 0;
        if (ranged) {
            exchange.getResponseHeaders().add("Content-Range", "bytes " + from + "-" + (file.length - 1) + "/" + file.length);
        }
        exchange.sendResponseHeaders(ranged ? 206 : 200, file.length - from);
        int length = (int) Math.min(misbehaviour == Misbehaviour.STALLS ? 10_000 : cutAfter, file.length - from);
        cutAfter = Long.MAX_VALUE;
        exchange.getResponseBody().write(file, from, length);
        exchange.getResponseBody().flush();
        if (misbehaviour == Misbehaviour.STALLS) {
            silence();
        }
    }

    private static void page(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("<html>Welcome to our hotel</html>".getBytes());
    }

    private static void redirect(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Location", "http://localhost:1/");
        exchange.sendResponseHeaders(302, -1);
    }

    private static void silence() throws IOException {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            throw new IOException("stopped", e);
        }
    }

    private static void endless(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        while (true) {
            exchange.getResponseBody().write(new byte[4096]);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

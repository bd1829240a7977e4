package link.box.dns;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsExchange;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import link.box.common.tls.Pem;
import link.box.testing.Made;
import link.box.testing.TrustAll;

/** A zone API that answers what the test says, and remembers what it was asked and by whom. */
final class FakeZoneServer implements AutoCloseable {
    /** What to answer; status 0 = never. */
    record Answer(int status, String body, String retryAfter, String tag) {
        Answer(int status, String body) {
            this(status, body, null);
        }

        Answer(int status, String body, String retryAfter) {
            this(status, body, retryAfter, null);
        }
    }

    final List<String> asked = new CopyOnWriteArrayList<>();
    /** What each request says of the version that it is about; null: nothing. */
    final List<String> versions = new ArrayList<>();
    final List<X509Certificate> clients = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpsServer server;
    private final Path ca;
    private final Made authority;
    private final Function<String, Answer> answers;

    FakeZoneServer(Path directory, Function<String, Answer> answers) throws Exception {
        this(Made.authority("test root"), directory, 0, answers);
    }

    private FakeZoneServer(Made authority, Path directory, int port, Function<String, Answer> answers) throws Exception {
        this.authority = authority;
        this.answers = answers;
        ca = directory.resolve("ca.pem");
        Files.writeString(ca, Pem.block("CERTIFICATE", authority.chain().get(0).getEncoded()));
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.setExecutor(threads);
        server.setHttpsConfigurator(new HttpsConfigurator(context(authority.issue("localhost"))) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setWantClientAuth(true);
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/", this::answer);
        server.start();
    }

    /** @return the same again, after it was closed */
    FakeZoneServer back() throws Exception {
        return new FakeZoneServer(authority, ca.getParent(), server.getAddress().getPort(), answers);
    }

    String origin() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    String trust() {
        return ca.toString();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String question = exchange.getRequestMethod() + " " + exchange.getRequestURI();
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        asked.add(question + (body.isEmpty() ? "" : " " + body));
        clients.add((X509Certificate) ((HttpsExchange) exchange).getSSLSession().getPeerCertificates()[0]);
        versions.add(exchange.getRequestHeaders().getFirst("If-Match"));
        Answer answer = answers.apply(question);
        if (answer.tag() != null) {
            exchange.getResponseHeaders().add("ETag", answer.tag());
        }
        if (answer.retryAfter() != null) {
            exchange.getResponseHeaders().add("Retry-After", answer.retryAfter());
        }
        byte[] bytes = answer.body().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private static SSLContext context(Made made) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", made.key(), new char[0], made.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory keys = KeyManagerFactory.getInstance("SunX509");
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), new TrustManager[] {new TrustAll()}, null);
        return context;
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}

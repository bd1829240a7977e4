package link.box.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import link.box.dns.Sight.Hint;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Asking a real server by plain HTTP. */
class PortalProbeTest {
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer server;

    /** What the server says. */
    private interface Manner {
        void answer(HttpExchange exchange) throws IOException;
    }

    private Manner manner = exchange -> reply(exchange, 404, "text/plain", "nothing here");

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + exchange.getRequestHeaders().keySet());
            manner.answer(exchange);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void a_login_page_is_seen_whatever_its_length() throws Exception {
        manner = exchange -> {
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, 0);
            byte[] piece = "<p>log in</p>".repeat(1000).getBytes(StandardCharsets.US_ASCII);
            while (true) {
                exchange.getResponseBody().write(piece); // until the other side has seen enough
            }
        };
        assertEquals(Optional.of("localhost"), look());
    }

    @Test
    void a_redirect_is_seen_and_not_followed() throws Exception {
        manner = exchange -> {
            exchange.getResponseHeaders().add("Location", "http://login.cafe.test/");
            exchange.getResponseHeaders().add("Set-Cookie", "a=b");
            exchange.sendResponseHeaders(302, -1);
        };
        assertEquals(Optional.of("login.cafe.test"), look());
        look();
        assertEquals(2, asked.size());
        assertTrue(asked.get(1).matches("GET /[0-9a-z]{10,20} .*") && !asked.get(1).contains("Cookie"), asked.get(1));
        assertTrue(!asked.get(0).equals(asked.get(1)), "nobody can have that path");
    }

    @Test
    void what_is_not_there_is_no_portal() throws Exception {
        assertEquals(Optional.empty(), look());
        server.stop(0);
        assertEquals(Optional.empty(), look());
    }

    @Test
    void who_says_nothing_holds_nobody() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            long begin = System.nanoTime();
            assertEquals(Optional.empty(), new PortalProbe(silent.getLocalPort(), each -> new Thread(each).start())
                    .look("localhost", Hint.STRANGER));
            assertTrue(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin) < 10);
        }
    }

    private Optional<String> look() throws InterruptedException {
        return new PortalProbe(server.getAddress().getPort(), each -> new Thread(each).start()).look("localhost", Hint.STRANGER);
    }

    private static void reply(HttpExchange exchange, int status, String type, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.US_ASCII);
        exchange.getResponseHeaders().add("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}

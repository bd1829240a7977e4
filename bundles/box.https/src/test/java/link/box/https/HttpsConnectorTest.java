package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import link.box.api.access.ConnectionClass;
import link.box.api.net.MulticastName;
import link.box.api.work.Trouble;
import link.box.common.net.ProxyHeader;
import link.box.https.device.FakeReference;
import link.box.testing.FreePort;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may keep a connection, and how long; from where it comes. */
class HttpsConnectorTest {
    private static final int MOST = 8;
    private static final String REMOTE = "remote.abc.box.test";
    private static final String SESSION = "Cookie: __Host-bx=good";

    @TempDir
    Path data;
    private final int lan = FreePort.next();
    private final int tunnel = FreePort.next();
    private final int http = FreePort.next();
    private final ManualWorker worker = new ManualWorker();
    private final Server felix = new Server();
    private final CountDownLatch inside = new CountDownLatch(1);
    private final CountDownLatch answer = new CountDownLatch(1);
    private Registry registry;
    private Connector anchor;
    private HttpsConnector connector;

    HttpsConnectorTest() throws IOException {
    }

    @BeforeEach
    void start() throws Exception {
        felix.setHandler(new Slow());
        felix.start();
        listen("builtin");
    }

    private void listen(String engine) throws Exception {
        registry = new Registry("link.box.https", data);
        CertificateKeeper keeper = new CertificateKeeper(registry.context());
        HttpsConfig config = Settings.of(HttpsConfig.class, Map.of("lan_address", "127.0.0.1", "lan_port", lan, "tunnel_port", tunnel,
                "http_port", http, "http_address", "127.0.0.1", "connections_max", MOST, "lab_loopback", true, "tunnel_engine", engine));
        FakeServices services = new FakeServices();
        services.there(FakeReference.servlet("com.lamp", "/lamp/*"));
        DeviceServlets servlets = new DeviceServlets(services.context("link.box.https"), config);
        StrictTransport strict = new StrictTransport(keeper, new KnownTime(), config);
        connector = new HttpsConnector(registry.context(), keeper, strict, servlets, config);
        connector.setIdentity(Lab.BOX);
        connector.setAccess(new FakeAccess());
        connector.setWorker(worker);
        anchor = connector.createConnector(felix);
        anchor.start();
    }

    @AfterEach
    void stop() throws Exception {
        answer.countDown();
        anchor.stop();
        felix.stop();
    }

    @Test
    void idle_connections_do_not_keep_the_tunnel_shut() throws Exception {
        List<Wire> held = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            held.add(outside("203.0.113.7"));
            held.get(i).begin("GET /ping HTT");
        }
        for (int i = 0; i < 4; i++) {
            worker.advance(Duration.ofSeconds(5));
        }
        for (Wire wire : held) {
            assertThrows(IOException.class, wire::reply);
        }
        try (Wire next = outside("203.0.113.7")) {
            assertEquals(204, ping(next, REMOTE));
        }
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7, 203.0.113.7", "2001:db8::7, [2001:db8:0:0:0:0:0:7]", "nobody knows, 127.0.0.1"})
    void who_comes_through_the_tunnel_comes_from_where_its_client_says_and_from_nowhere_else(String told, String seen) throws Exception {
        answer.countDown();
        try (Wire wire = outside(told)) {
            wire.send("GET /login HTTP/1.1", "Host: " + REMOTE, "X-Forwarded-For: 192.168.1.2", "Forwarded: for=192.168.1.2",
                    "X-Real-IP: ::1");
            assertEquals(seen + " TUNNEL", wire.reply().headers().get("x-from"));
        }
    }

    @Test
    void without_its_clients_word_nobody_comes_through_the_tunnel() throws Exception {
        assertThrows(IOException.class, () -> open(tunnel, REMOTE));
        try (Socket first = new Socket("127.0.0.1", tunnel)) {
            first.setSoTimeout(10_000);
            first.getOutputStream().write("PROXY TCP4 203.0.113.7 127.0.0.1 9 9443\r\n".getBytes());
            assertEquals(0, first.getInputStream().readAllBytes().length);
        }
    }

    @Test
    void a_program_that_cannot_tell_is_served_without_and_nothing_else_is() throws Exception {
        answer.countDown();
        anchor.stop();
        listen("process");
        try (Wire wire = open(tunnel, REMOTE)) {
            wire.send("GET /login HTTP/1.1", "Host: " + REMOTE, "X-Forwarded-For: 192.168.1.2");
            assertEquals("127.0.0.1 TUNNEL", wire.reply().headers().get("x-from"));
        }
        assertThrows(IOException.class, () -> outside("203.0.113.7"));
    }

    @Test
    void at_home_nobody_can_tell_where_they_come_from() {
        assertThrows(IOException.class, () -> new Wire(Wire.client(), lan, Lab.MAIN, ProxyHeader.of("192.168.1.2", "9").bytes().array()));
    }

    @Test
    void a_logged_in_persons_request_to_a_device_may_take_its_time() throws Exception {
        try (Wire wire = open(lan, Lab.MAIN)) {
            wire.send("GET /d/lamp/ HTTP/1.1", "Host: " + Lab.MAIN, SESSION);
            inside.await();
            for (int i = 0; i < 5; i++) {
                worker.advance(Duration.ofSeconds(5));
            }
            answer.countDown();
            assertEquals(200, wire.reply().status());
            worker.advance(Duration.ofSeconds(5));
            assertEquals(204, ping(wire, Lab.MAIN));
        }
    }

    @Test
    void nobody_at_home_can_take_all_places() throws Exception {
        List<Wire> held = new ArrayList<>();
        for (int i = 0; i < MOST / 2; i++) {
            held.add(open(lan, Lab.MAIN));
            assertEquals(204, ping(held.get(i), Lab.MAIN));
        }
        assertThrows(IOException.class, () -> ping(open(lan, Lab.MAIN), Lab.MAIN));
        assertEquals(204, ping(held.get(0), Lab.MAIN));
    }

    @Test
    void h6_without_the_plain_port_everything_else_works() throws Exception {
        assertEquals(421, plain());
        anchor.stop();
        try (ServerSocket taken = new ServerSocket(http, 1, InetAddress.getLoopbackAddress())) {
            anchor = connector.createConnector(felix);
            anchor.start();
            try (Wire wire = open(lan, Lab.MAIN)) {
                assertEquals(204, ping(wire, Lab.MAIN));
            }
            assertTrue(registry.of(Trouble.class).get(0).remedy().contains("another port"), "what to do is told");
        }
        worker.advance(Duration.ofSeconds(5));
        assertEquals(421, plain());
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    private int plain() throws IOException {
        try (Wire wire = new Wire(http)) {
            wire.send("GET / HTTP/1.1", "Host: evil.example");
            return wire.reply().status();
        }
    }

    @Test
    void the_name_on_the_home_network_is_answered_while_it_is_announced_anew_after_a_move() throws Exception {
        String name = "box-abc.local";
        try (Wire before = open(lan, name)) {
            assertEquals(421, ping(before, name));
        }
        MulticastName announced = new MulticastName(name);
        connector.setMulticast(announced);
        connector.unsetMulticast(announced);
        try (Wire wire = open(lan, name)) {
            assertEquals(204, ping(wire, name));
        }
    }

    /** Through the tunnel, whose client says where from. */
    private Wire outside(String source) throws Exception {
        return new Wire(Wire.client(), tunnel, REMOTE, ProxyHeader.of(source, "9").bytes().array());
    }

    private static Wire open(int port, String name) throws Exception {
        return new Wire(Wire.client(), port, name);
    }

    private static int ping(Wire wire, String host) throws IOException {
        wire.send("GET /ping HTTP/1.1", "Host: " + host);
        return wire.reply().status();
    }

    private final class Slow extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws Exception {
            inside.countDown();
            answer.await();
            response.getHeaders().put("Content-Length", 0);
            response.getHeaders().put("X-From", Request.getRemoteAddr(request) + " " + request.getAttribute(ConnectionClass.ATTRIBUTE));
            callback.succeeded();
            return true;
        }
    }
}

package link.box.ota.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import link.box.api.tls.TlsCertificate;
import link.box.testing.Made;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class DoorbellTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration SHORT = Duration.ofSeconds(2);

    private final Made served = Made.selfSigned("*.abc.box.test", "abc.box.test");
    private final Made other = Made.selfSigned("abc.box.test");
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private HttpsServer server;
    private int status = 204;

    @BeforeEach
    void begin() throws Exception {
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(served)));
        server.createContext("/ping", exchange -> {
            hosts.add(exchange.getRequestHeaders().getFirst("Host"));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void end() {
        server.stop(0);
    }

    @Test
    void it_asks_by_a_name_of_the_certificate() throws Exception {
        assertEquals(Map.of(), ring(port(), Optional.of(served), other));
        assertEquals(List.of("abc.box.test:" + port()), hosts);
    }

    @Test
    void without_a_certificate_it_asks_by_the_address_and_wants_the_identitys() throws Exception {
        assertEquals(Map.of(), ring(port(), Optional.empty(), served));
        assertEquals(List.of("127.0.0.1:" + port()), hosts);
    }

    @Test
    void another_certificate_than_the_one_that_is_said_to_be_served_is_ill() throws Exception {
        assertTrue(why(ring(port(), Optional.of(other), served)).contains("not the pinned one"));
        assertEquals(List.of(), hosts);
    }

    @Test
    void another_answer_is_ill() throws Exception {
        status = 503;
        assertTrue(why(ring(port(), Optional.of(served), other)).contains("it answers \"HTTP/1.1 503\" to /ping"));
    }

    @Test
    void a_closed_port_and_one_that_says_nothing_are_ill_in_time() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            long begin = System.nanoTime();
            why(ring(silent.getLocalPort(), Optional.of(served), other, SHORT));
            assertTrue(System.nanoTime() - begin < PATIENCE.toNanos());
            int port = silent.getLocalPort();
            silent.close();
            assertTrue(why(ring(port, Optional.of(served), other)).contains("refused"));
        }
    }

    private int port() {
        return server.getAddress().getPort();
    }

    private static String why(Map<Vital, Illness> ill) {
        assertEquals(1, ill.size());
        return ill.values().iterator().next().words();
    }

    private static Map<Vital, Illness> ring(int port, Optional<Made> said, Made own) throws Exception {
        return ring(port, said, own, PATIENCE);
    }

    private static Map<Vital, Illness> ring(int port, Optional<Made> said, Made own, Duration patience) throws Exception {
        Optional<TlsCertificate> fact = said.map(each -> new TlsCertificate(List.of("*.abc.box.test", "abc.box.test"), each.chain()));
        Vitals vitals = new Signs(List.of(new Doorbell("0.0.0.0", port, patience, new Timed(), () -> fact,
                () -> Optional.of(own.chain().get(0))))).look();
        assertEquals(1, vitals.well().size() + vitals.ill().size());
        return vitals.ill();
    }

    private static SSLContext context(Made made) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("box", made.key(), new char[0], made.chain().toArray(X509Certificate[]::new));
        KeyManagerFactory factory = KeyManagerFactory.getInstance("SunX509");
        factory.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
    }
}

package link.box.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import link.box.api.registration.Endpoint;
import link.box.api.registration.Registration;
import link.box.api.registration.Url;
import link.box.api.registration.Url.Kind;
import link.box.api.work.RetryAfter;
import link.box.common.json.Json;
import link.box.testing.FakeIdentity;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Announcing openly, to a server over real TLS. */
class AnnouncerTest {
    private static final Endpoint LAN =
            new Offer(Endpoint.Reach.LAN, List.of(new Url(URI.create("https://local.abc.box.test"), Kind.LOCAL)));
    private static final Endpoint TUNNEL =
            new Offer(Endpoint.Reach.TUNNEL, List.of(new Url(URI.create("https://remote.abc.box.test"), Kind.TUNNEL)));

    @TempDir
    Path folder;

    private final ManualWorker worker = new ManualWorker();
    private Registry registry;
    private RegistrationServer server;
    private Announcer announcer;

    @BeforeEach
    void begin() {
        registry = new Registry("link.box.registration", folder);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void it_says_nothing_while_there_is_nothing_to_say() throws Exception {
        start("127.0.0.1");
        worker.advance(Duration.ofMinutes(5));
        assertEquals(List.of(), server.posts);
        assertEquals(List.of(), registry.of(Registration.class));
    }

    @Test
    void it_announces_every_minute_with_a_growing_number() throws Exception {
        start("127.0.0.1");
        announcer.addEndpoint(LAN);
        worker.advance(Duration.ofSeconds(121));
        assertEquals(3, server.posts.size());
        assertEquals("/register", server.posts.get(0).path());
        assertTrue(sequence(1) > sequence(0) && sequence(2) > sequence(1));
        assertEquals(List.of("IPv4"), registration().families());
        assertEquals(LAN.urls(), registration().urls());
    }

    @Test
    void a_change_is_announced_at_once() throws Exception {
        start("127.0.0.1");
        announcer.addEndpoint(LAN);
        worker.run();
        announcer.addEndpoint(TUNNEL);
        worker.run();
        assertEquals(2, server.posts.size());
        assertTrue(message(1).contains("\"tunnel_origin\":\"https://remote.abc.box.test\""), message(1));
        announcer.removeEndpoint(TUNNEL);
        worker.run();
        assertEquals(2, server.posts.size(), "an endpoint that is back in a moment did not go");
        worker.advance(Duration.ofSeconds(1));
        assertTrue(message(2).contains("\"tunnel_origin\":null"), message(2));
        assertEquals(LAN.urls(), registration().urls());
    }

    @Test
    void several_changes_at_a_time_are_one_announcement() throws Exception {
        start("127.0.0.1");
        announcer.addEndpoint(LAN);
        announcer.addEndpoint(TUNNEL);
        worker.run();
        assertEquals(1, server.posts.size());
    }

    @Test
    void a_server_with_another_name_is_not_believed() throws Exception {
        server = new RegistrationServer(folder, new InetSocketAddress("127.0.0.1", 0), "other.test");
        announcer(server.trust());
        announcer.addEndpoint(LAN);
        worker.run();
        assertTrue(failure().contains("No subject alternative DNS name matching localhost found"), failure());
        assertEquals(List.of(), server.posts);
    }

    @Test
    void a_server_of_an_unknown_authority_is_not_believed() throws Exception {
        server = new RegistrationServer(folder, new InetSocketAddress("127.0.0.1", 0), "localhost");
        announcer("");
        announcer.addEndpoint(LAN);
        worker.run();
        assertTrue(failure().contains("unable to find valid certification path"), failure());
    }

    @Test
    void an_error_is_said_tried_again_and_the_fact_expires() throws Exception {
        start("127.0.0.1");
        announcer.addEndpoint(LAN);
        worker.run();
        server.manner = exchange -> RegistrationServer.reply(exchange, 500, "oops");
        worker.advance(Duration.ofSeconds(61));
        assertTrue(failure().endsWith("answered HTTP 500"), failure());
        assertEquals(1, registry.of(Registration.class).size());
        worker.advance(Duration.ofSeconds(60));
        assertEquals(List.of(), registry.of(Registration.class));
        server.manner = RegistrationServer.FRIENDLY;
        worker.advance(Duration.ofSeconds(60));
        assertEquals("", failure());
        assertEquals(1, registry.of(Registration.class).size());
    }

    @Test
    void the_time_that_the_server_sets_holds_even_when_something_changes() throws Exception {
        start("127.0.0.1");
        server.manner = exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "300");
            RegistrationServer.reply(exchange, 429, "");
        };
        announcer.addEndpoint(LAN);
        worker.run();
        assertEquals(Duration.ofSeconds(300), assertInstanceOf(RetryAfter.class, worker.failure(PlainList.JOB).orElseThrow()).delay());
        announcer.addEndpoint(TUNNEL);
        worker.advance(Duration.ofSeconds(299));
        assertEquals(1, server.posts.size());
        worker.advance(Duration.ofSeconds(2));
        assertEquals(2, server.posts.size());
    }

    @Test
    void a_failure_without_a_time_is_left_to_the_backoff_that_the_network_cuts_short() throws Exception {
        start("127.0.0.1");
        server.manner = exchange -> RegistrationServer.reply(exchange, 500, "oops");
        announcer.addEndpoint(LAN);
        worker.run();
        assertInstanceOf(Refused.class, worker.failure(PlainList.JOB).orElseThrow());
        assertEquals(Duration.ofSeconds(25), worker.longest(PlainList.JOB).orElseThrow());
    }

    @Test
    void garbage_is_said() throws Exception {
        start("127.0.0.1");
        server.manner = exchange -> RegistrationServer.reply(exchange, 200, "<html>");
        announcer.addEndpoint(LAN);
        worker.run();
        assertTrue(failure().contains("gave an answer that is none: not JSON"), failure());
        server.manner = exchange -> RegistrationServer.reply(exchange, 200, "x".repeat(100_000));
        worker.advance(Duration.ofSeconds(10));
        assertTrue(failure().contains("larger than 4096 bytes"), failure());
        assertEquals(List.of(), registry.of(Registration.class));
    }

    @Test
    void a_server_that_hangs_holds_nobody() throws Exception {
        start("127.0.0.1");
        server.manner = server::hang;
        announcer.addEndpoint(LAN);
        worker.run();
        assertTrue(failure().contains("Read timed out"), failure());
    }

    @Test
    void a_server_that_is_down_is_said() throws Exception {
        start("127.0.0.1");
        server.close();
        announcer.addEndpoint(LAN);
        worker.run();
        assertTrue(failure().startsWith("cannot reach https://localhost:" + server.port()), failure());
    }

    @Test
    void a_server_without_https_is_refused() {
        announcer = new Announcer(registry.context(), new FakeIdentity("abc", "box.test"), worker,
                Settings.of(Announcer.Config.class, Map.of("server", "http://localhost:1", "mode", "open")));
        announcer.addEndpoint(LAN);
        worker.run();
        assertTrue(failure().contains("must be https"), failure());
    }

    private void start(String address) throws Exception {
        server = new RegistrationServer(folder, new InetSocketAddress(address, 0), "localhost");
        announcer(server.trust());
    }

    private void announcer(String trust) {
        announcer = new Announcer(registry.context(), new FakeIdentity("abc", "box.test"), worker, Settings.of(Announcer.Config.class,
                Map.of("server", "https://localhost:" + server.port() + "/", "trust", trust, "mode", "open")));
        worker.run();
    }

    private Registration registration() {
        return registry.of(Registration.class).get(0);
    }

    private String failure() {
        return worker.failure(PlainList.JOB).map(Exception::getMessage).orElse("");
    }

    private String message(int index) throws Exception {
        return Json.object(server.posts.get(index).body()).getString("message");
    }

    private int sequence(int index) throws Exception {
        return Json.object(message(index)).getInt("seq");
    }
}

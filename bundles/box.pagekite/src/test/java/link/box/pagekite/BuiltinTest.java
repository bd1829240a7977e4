package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.BufferPoolMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import link.box.api.tunnel.Tunnel;
import link.box.api.work.Trouble;
import link.box.common.kite.Limits;
import link.box.common.kite.Sockets;
import link.box.common.tls.Pem;
import link.box.testing.FakeIdentity;
import link.box.testing.Made;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our own client against Debian's frontend. */
@Timeout(180)
class BuiltinTest {
    private static final String HOST = "remote.abc.box.test";
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int MEGABYTES = Boolean.getBoolean("box.long") ? 100 : 10;

    @TempDir
    Path folder;

    private final Map<String, Object> settings = new HashMap<>();
    private final ManualWorker worker = new ManualWorker();
    private final Clockwork clockwork = new Clockwork(worker, 1);
    private Registry registry;
    private PlainBox box;
    private Frontend frontend;
    private Supervisor supervisor;

    @BeforeEach
    void begin() throws Exception {
        boolean there = Files.isExecutable(Frontend.PROGRAM);
        if (!there) {
            System.err.println("SKIPPED: BuiltinTest needs the program pagekite (apt-get install pagekite)");
        }
        assumeTrue(there, "pagekite is missing");
        registry = new Registry("link.box.pagekite", folder);
        box = new PlainBox();
        frontend = new Frontend(folder);
        clockwork.until("the frontend answers", SOON, frontend::answers);
    }

    @AfterEach
    void end() throws Exception {
        if (supervisor != null) {
            supervisor.stop();
        }
        if (frontend != null) {
            frontend.close();
            box.close();
        }
    }

    @Test
    void every_byte_arrives_down_and_up() throws Exception {
        start("SECRET");
        assertEquals(List.of(new Tunnel(HOST, 443, InetAddress.getByName("127.0.0.1"))), registry.of(Tunnel.class));
        try (Socket user = frontend.connect(HOST); Socket inside = box.accept()) {
            user.setSoTimeout(60_000);
            assertEquals(new InetSocketAddress("127.0.0.1", user.getLocalPort()), box.source().orElseThrow());
            long begin = System.nanoTime();
            CompletableFuture<Void> down = Bytes.send(inside, MEGABYTES, 1);
            Bytes.receive(user, MEGABYTES, 1);
            down.get(5, TimeUnit.SECONDS);
            long middle = System.nanoTime();
            CompletableFuture<Void> up = Bytes.send(user, MEGABYTES, 2);
            Bytes.receive(inside, MEGABYTES, 2);
            up.get(5, TimeUnit.SECONDS);
            long end = System.nanoTime();
            System.err.printf("down %.1f MB/s, up %.1f MB/s%n", MEGABYTES * 1e9 / (middle - begin), MEGABYTES * 1e9 / (end - middle));
            inside.shutdownOutput();
            assertEquals(-1, user.getInputStream().read());
        }
    }

    @Test
    void tls_ends_in_the_box_and_nowhere_before() throws Exception {
        try (EchoBox echo = new EchoBox(folder, HOST, true)) {
            start("SECRET", echo.port());
            try (Socket user = echo.dial(frontend.connect(HOST), HOST)) {
                user.getOutputStream().write("hello".getBytes());
                assertEquals("hello", new String(user.getInputStream().readNBytes(5)));
            }
        }
    }

    @Test
    void a_name_of_http_is_reached_by_host() throws Exception {
        try (Sockets sockets = new Sockets("test", 1, Duration.ofSeconds(5), 1 << 20)) {
            String[] address = frontend.address().split(":");
            InetSocketAddress far = new InetSocketAddress(address[0], Integer.parseInt(address[1]));
            BuiltinFlight flight = new BuiltinFlight(
                    new Route("web.box.test", new Candidate(new HostPort(address[0], far.getPort()), far, far.getAddress()),
                            new InetSocketAddress("127.0.0.1", box.port()), null, ""),
                    new Handshake(List.of("http:web.box.test", "https:web.box.test"), "SECRET"), sockets, Limits.ofBox(), () -> { });
            flight.begin();
            clockwork.until("flies", SOON, flight::flies);
            try (Socket user = new Socket(far.getAddress(), far.getPort())) {
                user.getOutputStream().write("GET / HTTP/1.0\r\nHost: web.box.test\r\n\r\n".getBytes());
                try (Socket inside = box.accept()) {
                    assertEquals("GET / HTTP/1.0\r\n", new String(inside.getInputStream().readNBytes(16)));
                    inside.getOutputStream().write("HTTP/1.0 200 OK\r\n\r\nhere".getBytes());
                }
                assertEquals("HTTP/1.0 200 OK\r\n\r\nhere", new String(user.getInputStream().readAllBytes()));
            }
            flight.stop();
        }
    }

    @Test
    void a_user_who_takes_nothing_and_a_box_that_takes_nothing_cost_little_memory() throws Exception {
        start("SECRET");
        try (Socket user = frontend.connect(HOST); Socket inside = box.accept();
                Socket other = frontend.connect(HOST); Socket otherInside = box.accept()) {
            long before = direct();
            CompletableFuture<Void> down = Bytes.send(inside, 20, 1);
            CompletableFuture<Void> up = Bytes.send(other, 20, 2);
            pause(Duration.ofSeconds(6));
            System.err.println("direct memory: " + before + " -> " + direct() + " bytes");
            assertFalse(down.isDone());
            assertTrue(direct() - before < 3 << 20, "grew by " + (direct() - before));
            user.setSoTimeout(60_000);
            Bytes.receive(user, 20, 1);
            Bytes.receive(otherInside, 20, 2);
        }
    }

    @Test
    void a_frontend_that_was_away_is_found_again_at_once() throws Exception {
        start("SECRET");
        frontend.kill();
        clockwork.until("the loss is seen", Duration.ofSeconds(2), () -> !flies());
        pause(Duration.ofSeconds(3));
        frontend.start();
        clockwork.until("the frontend answers", SOON, frontend::answers);
        long back = System.nanoTime();
        clockwork.until("the kite flies again", SOON, this::flies);
        long millis = Duration.ofNanos(System.nanoTime() - back).toMillis();
        System.err.println("flies " + millis + " ms after the frontend answers again");
    }

    @Test
    void a_frontend_that_is_frozen_is_found_dead_and_flown_to_again_once_it_thaws() throws Exception {
        start("SECRET");
        frontend.freeze();
        new Clockwork(worker, 10).until("the loss is seen", SOON, () -> !flies());
        frontend.thaw();
        clockwork.until("the kite flies again", SOON, this::flies);
    }

    @Test
    void a_wrong_secret_is_said() throws Exception {
        begin("WRONG", box.port());
        clockwork.until("the refusal is said", SOON, () -> !registry.of(Trouble.class).isEmpty());
        assertTrue(registry.of(Trouble.class).get(0).what().endsWith("refuses the kite " + HOST + ": Rejected (signature)"));
    }

    @Test
    void a_name_that_somebody_else_flies_is_said() throws Exception {
        start("SECRET");
        ManualWorker hers = new ManualWorker();
        Registry other = new Registry("link.box.pagekite", folder);
        Supervisor second = supervisor("SECRET", box.port(), other, hers);
        Clockwork later = new Clockwork(hers, 1);
        later.until("it is said", SOON, () -> hers.failure(Supervisor.JOB).map(Exception::getMessage).orElse("")
                .equals("the kite does not fly: the frontend holds another tunnel for " + HOST));
        assertTrue(flies());
        assertEquals(List.of(), other.of(Tunnel.class));
        supervisor.stop();
        later.until("the second flies", SOON, () -> !other.of(Tunnel.class).isEmpty());
        second.stop();
    }

    @Test
    void stopping_leaves_no_thread() throws Exception {
        start("SECRET");
        assertTrue(threads() > 0);
        supervisor.stop();
        clockwork.until("the threads end", SOON, () -> threads() == 0);
    }

    @Test
    void tls_around_the_tunnel_is_for_the_frontend_of_that_name() throws Exception {
        covered("localhost");
        settings.put("frontend", "localhost:" + frontend.port());
        start("SECRET");
        byte[] sent = new byte[300_000];
        new Random(7).nextBytes(sent);
        try (Socket user = frontend.connect(HOST); Socket inside = box.accept()) {
            inside.getOutputStream().write(sent);
            assertArrayEquals(sent, user.getInputStream().readNBytes(sent.length));
            user.getOutputStream().write(sent);
            assertArrayEquals(sent, inside.getInputStream().readNBytes(sent.length));
        }
    }

    @Test
    void a_frontend_without_tls_is_not_flown_to_unless_the_settings_say_so() throws Exception {
        settings.put("frontend_tls", Settings.of(PagekiteConfig.class, Map.of()).frontend_tls());
        begin("SECRET", box.port());
        clockwork.until("it is said", SOON, () -> failure().contains(" offers no TLS at its own name: "));
        assertFalse(flies());
    }

    @Test
    void a_certificate_for_another_name_is_said_and_nothing_flies() throws Exception {
        covered("other.test");
        settings.put("frontend", "localhost:" + frontend.port());
        begin("SECRET", box.port());
        clockwork.until("it is said", SOON, () -> failure().contains("No subject alternative DNS name matching localhost found"));
        assertFalse(flies());
    }

    private void covered(String name) throws Exception {
        Made made = Made.selfSigned(name);
        String certificate = Pem.block("CERTIFICATE", made.chain().get(0).getEncoded());
        Path both = Files.writeString(folder.resolve("both.pem"), Pem.block("PRIVATE KEY", made.key().getEncoded()) + certificate);
        settings.put("frontend_trust", Files.writeString(folder.resolve("trust.pem"), certificate).toString());
        settings.put("frontend_tls", true);
        frontend.close();
        frontend = new Frontend(folder, "--tls_endpoint=localhost:" + both, "--tls_default=localhost");
        clockwork.until("the frontend answers", SOON, frontend::answers);
    }

    private String failure() {
        return worker.failure(Supervisor.JOB).map(Exception::getMessage).orElse("");
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream().filter(thread -> thread.getName().startsWith("box.pagekite")).count();
    }

    private void start(String secret) throws IOException {
        start(secret, box.port());
    }

    private void start(String secret, int port) throws IOException {
        begin(secret, port);
        long begin = System.nanoTime();
        clockwork.until("the kite flies", SOON, this::flies);
        System.err.println("flies after " + Duration.ofNanos(System.nanoTime() - begin).toMillis() + " ms");
    }

    private void begin(String secret, int port) throws IOException {
        supervisor = supervisor(secret, port, registry, worker);
    }

    private Supervisor supervisor(String secret, int port, Registry services, ManualWorker time) throws IOException {
        Path file = Secrets.write(folder, secret);
        settings.putAll(Map.of("engine", "builtin", "secret_file", file.toString(), "tunnel_port", port, "frontend_address", "127.0.0.1"));
        settings.putIfAbsent("frontend", frontend.address());
        settings.putIfAbsent("frontend_tls", false);
        Supervisor made = new Supervisor(services.context(), Settings.of(PagekiteConfig.class, settings));
        made.setIdentity(new FakeIdentity("abc", "box.test"));
        made.setWorker(time);
        return made;
    }

    private void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        clockwork.until("time passes", time.plusSeconds(5), () -> System.nanoTime() > end);
    }

    private boolean flies() {
        return !registry.of(Tunnel.class).isEmpty();
    }

    private static long direct() {
        return ManagementFactory.getPlatformMXBeans(BufferPoolMXBean.class).stream().filter(pool -> pool.getName().equals("direct"))
                .mapToLong(BufferPoolMXBean::getMemoryUsed).sum();
    }
}

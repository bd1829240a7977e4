package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.SSLSocket;
import link.box.api.tunnel.Tunnel;
import link.box.api.work.Trouble;
import link.box.testing.FakeIdentity;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The real program against a real frontend. */
class PagekiteTest {
    private static final String HOST = "remote.abc.box.test";
    private static final Duration START = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    private final ManualWorker worker = new ManualWorker();
    private final Clockwork clockwork = new Clockwork(worker, 1);
    private Registry registry;
    private EchoBox box;
    private Frontend frontend;
    private Supervisor supervisor;

    @BeforeEach
    void begin() throws Exception {
        boolean there = Files.isExecutable(Frontend.PROGRAM);
        if (!there) {
            System.err.println("SKIPPED: PagekiteTest needs the program pagekite (apt-get install pagekite)");
        }
        assumeTrue(there, "pagekite is missing");
        registry = new Registry("link.box.pagekite", folder);
        box = new EchoBox(folder, HOST, false);
        frontend = new Frontend(folder);
        clockwork.until("the frontend answers", START, frontend::answers);
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
    void what_arrives_at_the_frontend_for_the_name_reaches_the_box_still_encrypted() throws Exception {
        start("SECRET");
        clockwork.until("the kite flies", START, this::flies);
        assertEquals(List.of(new Tunnel(HOST, 443, InetAddress.getByName("127.0.0.1"))), registry.of(Tunnel.class));
        byte[] sent = new byte[100_000];
        new Random(7).nextBytes(sent);
        try (SSLSocket socket = box.dial(frontend.connect(HOST), HOST)) {
            for (int at = 0; at < sent.length; at += 10_000) {
                socket.getOutputStream().write(sent, at, 10_000);
                byte[] back = socket.getInputStream().readNBytes(10_000);
                assertArrayEquals(Arrays.copyOfRange(sent, at, at + 10_000), back);
            }
        }
    }

    @Test
    void the_secret_is_on_no_command_line_and_stopping_leaves_no_process() throws Exception {
        start("SECRET");
        clockwork.until("the kite flies", START, this::flies);
        assertEquals(1, ours().size());
        assertFalse(commandLine(ours().get(0)).contains("SECRET"));
        supervisor.stop();
        assertEquals(List.of(), ours());
    }

    @Test
    void a_frontend_that_was_away_is_found_again_soon() throws Exception {
        start("SECRET");
        clockwork.until("the kite flies", START, this::flies);
        frontend.kill();
        clockwork.until("the loss is seen", Duration.ofSeconds(5), () -> !flies());
        clockwork.until("the program is stopped", Duration.ofSeconds(15), () -> ours().isEmpty());
        frontend.start();
        long back = System.nanoTime();
        clockwork.until("the kite flies again", Duration.ofSeconds(40), this::flies);
        System.err.println("flies " + Duration.ofNanos(System.nanoTime() - back).toMillis() + " ms after the frontend's start");
    }

    @Test
    void a_wrong_secret_is_said() throws Exception {
        start("WRONG");
        clockwork.until("the refusal is said", START, () -> !registry.of(Trouble.class).isEmpty());
        assertTrue(registry.of(Trouble.class).get(0).what().endsWith("refuses the kite " + HOST + ": Rejected (signature)"));
        assertEquals(List.of(), ours());
    }

    @Test
    void a_killed_program_comes_back() throws Exception {
        start("SECRET");
        clockwork.until("the kite flies", START, this::flies);
        ProcessHandle.of(ours().get(0)).orElseThrow().destroyForcibly();
        clockwork.until("the loss is seen", Duration.ofSeconds(5), () -> !flies());
        clockwork.until("the kite flies again", Duration.ofSeconds(60), this::flies);
    }

    private void start(String secret) throws IOException {
        Path file = Secrets.write(folder, secret);
        supervisor = new Supervisor(registry.context(), Settings.of(PagekiteConfig.class,
                Map.of("engine", "process", "frontend", frontend.address(), "secret_file", file.toString(), "tunnel_port", box.port(),
                        "frontend_address", "127.0.0.1")));
        supervisor.setIdentity(new FakeIdentity("abc", "box.test"));
        supervisor.setWorker(worker);
    }

    private boolean flies() {
        return !registry.of(Tunnel.class).isEmpty();
    }

    private List<Long> ours() {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.map(path -> path.getFileName().toString()).filter(name -> name.matches("[0-9]+")).map(Long::valueOf)
                    .filter(pid -> commandLine(pid).contains("--optfile=" + folder)).toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/cmdline"));
        } catch (IOException e) {
            return "";
        }
    }
}

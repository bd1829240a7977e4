package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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

/** The supervisor with a program of the test's own, that says and does what it is told. */
class SupervisorTest {
    private static final String FLIES = "ts=1; FE=f; proto=https; domain=remote.abc.box.test; ssl=False; id=s1";
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ManualWorker worker = new ManualWorker();
    private final Clockwork clockwork = new Clockwork(worker, 10);
    private final Map<String, Object> settings = new HashMap<>();
    private Registry registry;
    private ServerSocket frontend;
    private Supervisor supervisor;

    @BeforeEach
    void prepare() throws IOException {
        registry = new Registry("link.box.pagekite", folder);
        frontend = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Path program = folder.resolve("program");
        Files.writeString(program, """
                #!/bin/sh
                echo $$ >> started
                echo 'ts=1; connect=127.0.0.1:4080'
                while :; do
                  if [ -f say ]; then cat say; rm say; fi
                  if [ -f die ]; then rm die; echo 'Error: told to die of SECRET'; exit 3; fi
                  sleep 0.05
                done
                """);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        settings.putAll(Map.of("engine", "process", "program", program.toString(), "secret_file", secret("SECRET"),
                "frontend", "127.0.0.1:" + frontend.getLocalPort(), "frontend_address", "127.0.0.1"));
    }

    @AfterEach
    void stop() throws IOException {
        if (supervisor != null) {
            supervisor.stop();
        }
        frontend.close();
    }

    @Test
    void the_tunnel_is_a_fact_when_the_kite_flies_and_none_when_it_is_lost() throws Exception {
        start();
        say(FLIES);
        clockwork.until("flies", SOON, this::flies);
        assertEquals(List.of(new Tunnel("remote.abc.box.test", 443, InetAddress.getByName("127.0.0.1"))), registry.of(Tunnel.class));
        say("ts=2; wrote=1; eof=1; id=s7");
        say("ts=2; wrote=1; eof=1; id=s1");
        clockwork.until("lost", SOON, () -> !flies());
        say(FLIES.replace("s1", "s2"));
        clockwork.until("flies again", SOON, this::flies);
        assertEquals(1, started().size());
    }

    @Test
    void another_connection_that_ends_means_nothing() throws Exception {
        start();
        say(FLIES);
        clockwork.until("flies", SOON, this::flies);
        say("ts=2; wrote=1; eof=1; id=s7");
        worker.advance(Duration.ofSeconds(20));
        assertTrue(flies());
    }

    @Test
    void a_program_that_does_not_come_back_is_restarted() throws Exception {
        start();
        say(FLIES);
        clockwork.until("flies", SOON, this::flies);
        say("ts=2; wrote=1; eof=1; id=s1");
        clockwork.until("restarted", SOON, () -> started().size() == 2);
        assertFalse(ProcessHandle.of(started().get(0)).isPresent());
    }

    @Test
    void a_program_that_dies_is_started_again_later_and_later() throws Exception {
        start();
        clockwork.until("started", SOON, () -> started().size() == 1);
        tell("die", "");
        clockwork.until("said", SOON, () -> failure().contains("exit code 3"));
        assertTrue(failure().contains("told to die of ***"), failure());
        clockwork.until("started again", SOON, () -> started().size() == 2);
        say(FLIES);
        clockwork.until("flies", SOON, this::flies);
        assertEquals("", failure());
    }

    @Test
    void a_refusal_is_said_and_is_a_trouble_until_it_flies() throws Exception {
        start();
        say("ts=1; FE=f; err=Rejected; proto=https; reason=signature; domain=remote.abc.box.test; id=s1");
        clockwork.until("refused", SOON, () -> !registry.of(Trouble.class).isEmpty());
        assertTrue(failure().endsWith("refuses the kite remote.abc.box.test: Rejected (signature)"), failure());
        assertFalse(flies());
        assertFalse(ProcessHandle.of(started().get(0)).isPresent());
        clockwork.until("started again", SOON, () -> started().size() == 2);
        say(FLIES);
        clockwork.until("flies", SOON, this::flies);
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    @Test
    void a_program_that_hangs_is_restarted() throws Exception {
        start();
        clockwork.until("restarted", SOON, () -> started().size() == 2);
        clockwork.until("said", SOON, () -> failure().contains("the kite does not fly"));
    }

    @Test
    void a_missing_program_is_a_trouble_that_says_what_to_do() {
        settings.put("program", "/nowhere/pagekite");
        start();
        worker.run();
        assertTrue(registry.of(Trouble.class).get(0).remedy().contains("apt-get install pagekite"));
        assertTrue(failure().startsWith("the program /nowhere/pagekite is not there"), failure());
    }

    @Test
    void a_missing_or_unusable_secret_is_a_trouble() throws IOException {
        secret("a:b");
        start();
        worker.run();
        assertEquals("the tunnel's secret is unusable", registry.of(Trouble.class).get(0).what());
        supervisor.stop();
        secret("\n");
        start();
        worker.run();
        assertEquals("the tunnel's secret is not set", registry.of(Trouble.class).get(0).what());
    }

    @Test
    void a_secret_that_others_may_read_is_not_used() throws IOException {
        Files.setPosixFilePermissions(folder.resolve("secret"), PosixFilePermissions.fromString("rw-r--r--"));
        start();
        worker.run();
        Trouble trouble = registry.of(Trouble.class).get(0);
        assertEquals("the tunnel's secret is not used: others may read or run " + folder.resolve("secret"), trouble.what());
        assertTrue(trouble.remedy().contains("mode 0600"), trouble.remedy());
        assertEquals(List.of(), started());
    }

    @Test
    void where_none_was_given_out_the_kite_has_the_Boxs_own_as_soon_as_the_zone_has_taken_it() throws Exception {
        settings.put("secret_file", "");
        start();
        worker.run();
        assertEquals("the zone has not taken this Box's secret for its kite yet", failure());
        assertEquals(List.of(), registry.of(Trouble.class));
        new OwnSecret(registry.context()).keep("0a".repeat(32));
        clockwork.until("started", SOON, () -> started().size() == 1);
        Path options = folder.resolve("link.box.pagekite/pagekite.rc");
        assertTrue(Files.readString(options).contains(":" + "0a".repeat(32) + "\n"));
    }

    @Test
    void a_frontend_that_is_away_is_said_before_any_program_runs() throws Exception {
        frontend.close();
        start();
        worker.run();
        assertTrue(failure().startsWith("cannot reach the tunnel's frontend 127.0.0.1:"), failure());
        assertEquals(List.of(), started());
    }

    @Test
    void stopping_does_not_wait_for_a_frontend_that_does_not_answer() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress()); Crowd crowd = new Crowd(silent)) {
            settings.put("frontend", crowd.address());
            start();
            Thread looking = new Thread(worker::run);
            looking.start();
            clockwork.waits(looking, "probe");
            long begin = System.nanoTime();
            supervisor.stop();
            assertTrue(System.nanoTime() - begin < Duration.ofSeconds(1).toNanos());
            looking.join(10_000);
            assertEquals(List.of(), started());
        }
    }

    @Test
    void the_secret_stands_in_a_file_of_our_own_and_on_no_command_line() throws Exception {
        secret("FROMFILE\n");
        start();
        say(FLIES);
        clockwork.until("flies", SOON, this::flies);
        Path options = folder.resolve("link.box.pagekite/pagekite.rc");
        assertTrue(Files.readString(options).contains("service_on=https:remote.abc.box.test:127.0.0.1:9443:FROMFILE\n"));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(options)));
        Path process = Path.of("/proc/" + started().get(0));
        assertFalse(Files.readString(process.resolve("cmdline")).contains("FROMFILE"));
        assertEquals(3, Files.readString(process.resolve("environ")).split("\0").length);
    }

    @Test
    void stopping_leaves_no_process() throws Exception {
        start();
        say(FLIES);
        clockwork.until("flies", SOON, this::flies);
        supervisor.stop();
        assertFalse(ProcessHandle.of(started().get(0)).isPresent());
        assertEquals(List.of(), registry.of(Tunnel.class));
    }

    @Test
    void a_new_worker_takes_over_the_flying_kite() throws Exception {
        start();
        say(FLIES);
        clockwork.until("flies", SOON, this::flies);
        ManualWorker next = new ManualWorker();
        supervisor.unsetWorker(worker);
        supervisor.setWorker(next);
        say("ts=2; wrote=1; eof=1; id=s1");
        new Clockwork(next, 1).until("lost", SOON, () -> !flies());
        assertEquals(1, started().size());
    }

    @Test
    void without_a_frontend_nothing_runs() {
        settings.put("frontend", "");
        start();
        worker.advance(Duration.ofMinutes(1));
        assertEquals("", failure());
        assertEquals(List.of(), started());
    }

    private String secret(String text) throws IOException {
        return Secrets.write(folder, text).toString();
    }

    private void start() {
        supervisor = new Supervisor(registry.context(), Settings.of(PagekiteConfig.class, settings));
        supervisor.setWorker(worker);
        supervisor.setIdentity(new FakeIdentity("abc", "box.test"));
    }

    private boolean flies() {
        return !registry.of(Tunnel.class).isEmpty();
    }

    private String failure() {
        return worker.failure(Supervisor.JOB).map(Exception::getMessage).orElse("");
    }

    private void say(String line) throws IOException {
        tell("say", line + "\n");
    }

    private void tell(String name, String text) throws IOException {
        Path own = Files.createDirectories(folder.resolve("link.box.pagekite"));
        clockwork.until("the last word was heard", SOON, () -> !Files.exists(own.resolve(name)));
        Path draft = Files.writeString(own.resolve("draft"), text);
        Files.move(draft, own.resolve(name), StandardCopyOption.ATOMIC_MOVE);
    }

    private List<Long> started() {
        try {
            return Files.readAllLines(folder.resolve("link.box.pagekite/started")).stream().map(Long::valueOf).toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}

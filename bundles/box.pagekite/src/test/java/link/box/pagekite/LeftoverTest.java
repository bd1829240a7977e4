package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import link.box.testing.FakeIdentity;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a Box that was killed has left of the program, and what either engine does about it. */
class LeftoverTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    private final ManualWorker worker = new ManualWorker();
    private final Clockwork clockwork = new Clockwork(worker, 10);
    private Path own;
    private ServerSocket frontend;
    private Supervisor supervisor;

    @BeforeEach
    void prepare() throws IOException {
        own = Files.createDirectories(folder.resolve("link.box.pagekite"));
        frontend = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        if (supervisor != null) {
            supervisor.stop();
        }
        frontend.close();
    }

    @Test
    void programs_of_an_earlier_run_are_ended_first_but_no_other_process() throws Exception {
        Process stranger = loop(own.resolve("pagekite.rc.other"));
        List<Process> ours = List.of(loop(own.resolve("pagekite.rc")), loop(own.resolve("pagekite.rc")));
        start("process");
        clockwork.until("started", SOON, () -> Files.exists(own.resolve("started")));
        assertTrue(ours.stream().noneMatch(Process::isAlive));
        assertTrue(stranger.isAlive());
        stranger.destroy();
    }

    @Test
    void the_builtin_engine_leaves_nothing_of_the_program_either() throws Exception {
        Path options = Files.writeString(own.resolve("pagekite.rc"), "secret");
        Process ours = loop(options);
        start("builtin");
        clockwork.until("the program has ended", SOON, () -> !ours.isAlive());
        clockwork.until("its options are gone", SOON, () -> !Files.exists(options));
    }

    private void start(String engine) throws IOException {
        Path program = Files.writeString(folder.resolve("program"), "#!/bin/sh\necho $$ > started\nsleep 20\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        supervisor = new Supervisor(new Registry("link.box.pagekite", folder).context(), Settings.of(PagekiteConfig.class, Map.of(
                "engine", engine, "program", program.toString(), "frontend", "127.0.0.1:" + frontend.getLocalPort(),
                "frontend_address", "127.0.0.1", "frontend_tls", false, "secret_file",
                Secrets.write(folder, "SECRET").toString())));
        supervisor.setWorker(worker);
        supervisor.setIdentity(new FakeIdentity("abc", "box.test"));
    }

    private static Process loop(Path options) throws IOException {
        return new ProcessBuilder("sh", "-c", "while :; do sleep 1; done", "--optfile=" + options).start();
    }
}

package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import link.box.api.tunnel.Tunnel;
import link.box.testing.FakeIdentity;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Our own client with a frontend that the test plays. */
@Timeout(180)
abstract class WithPlayed {
    static final String HOST = "remote.abc.box.test";
    static final String OK = "X-PageKite-OK: https:" + HOST + ":salt\r\nX-PageKite-SessionID: s1\r\n";
    static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path folder;

    final ManualWorker worker = new ManualWorker();
    final Clockwork clockwork = new Clockwork(worker, 1);
    final Clockwork fast = new Clockwork(worker, 10);
    Registry registry;
    Played frontend;
    PlainBox box;
    Supervisor supervisor;

    @BeforeEach
    void begin() throws IOException {
        registry = new Registry("link.box.pagekite", folder);
        frontend = new Played();
        box = new PlainBox();
        Path file = Secrets.write(folder, "SECRET");
        supervisor = new Supervisor(registry.context(), Settings.of(PagekiteConfig.class,
                Map.of("engine", "builtin", "frontend", frontend.address(), "secret_file", file.toString(), "tunnel_port", box.port(),
                        "frontend_address", "127.0.0.1", "frontend_tls", false)));
        supervisor.setWorker(worker);
        supervisor.setIdentity(new FakeIdentity("abc", "box.test"));
        worker.run();
    }

    @AfterEach
    void end() throws IOException {
        supervisor.stop();
        frontend.close();
        box.close();
    }

    void fly() throws Exception {
        String kite = Played.value(frontend.next(), "X-PageKite");
        frontend.answer("X-PageKite-SignThis: " + kite.substring(0, kite.length() - 1) + "f1\r\n");
        assertTrue(frontend.next().contains(":f1:"));
        frontend.answer(OK);
        clockwork.until("flies", SOON, this::flies);
    }

    boolean flies() {
        return !registry.of(Tunnel.class).isEmpty();
    }

    String failure() {
        return worker.failure(Supervisor.JOB).map(Exception::getMessage).orElse("");
    }
}

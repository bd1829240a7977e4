package link.box.bench.tunnel;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import link.box.lab.Await;
import link.box.lab.Ports;
import link.box.lab.Program;

/** Debian's pagekite at both ends. */
final class Pagekite implements Contestant {
    static final String KITE = "remote.bench.test";
    static final String SECRET = "bench-secret";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private final Program frontend;
    private final Program backend;
    private final Way way;

    private Pagekite(Program frontend, Program backend, Way way) {
        this.frontend = frontend;
        this.backend = backend;
        this.way = way;
    }

    static Pagekite start(Path directory, int origin) throws Exception {
        int port = Ports.free(1)[0];
        Program frontend = frontend(directory, port);
        Program backend = Program.start("pagekite backend", directory.resolve("backend.log"), Map.of(),
                List.of("pagekite", "--clean", "--nullui", "--new", "--frontend=127.0.0.1:" + port,
                        "--service_on=https:" + KITE + ":127.0.0.1:" + origin + ":" + SECRET));
        Way way = new Way(port, KITE, null);
        Await.isTrue(PATIENCE, "the kite flies", () -> flies(way));
        return new Pagekite(frontend, backend, way);
    }

    static Program frontend(Path directory, int port) throws Exception {
        Program frontend = Program.start("pagekite frontend", directory.resolve("frontend-" + port + ".log"), Map.of(),
                List.of("pagekite", "--clean", "--nullui", "--isfrontend", "--host=127.0.0.1", "--ports=" + port, "--protos=http,https",
                        "--domain=http,https:*.bench.test:" + SECRET));
        Await.isTrue(PATIENCE, "the frontend listens", () -> Ssh.answers(port));
        return frontend;
    }

    static boolean flies(Way way) throws IOException {
        try (Way.Line line = way.open()) {
            line.ask(way.head("GET", "", 0));
            return !line.answered().isEmpty();
        }
    }

    @Override
    public String name() {
        return "pagekite";
    }

    @Override
    public Way way() {
        return way;
    }

    @Override
    public long pid() {
        return backend.pid();
    }

    @Override
    public void close() {
        backend.close();
        frontend.close();
    }
}

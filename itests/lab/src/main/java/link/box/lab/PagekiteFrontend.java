package link.box.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A frontend for the tunnel from Debian's package {@code pagekite}, a peer of ours. On today's Python a direct TLS connection crashes it;
 * TLS through HTTP CONNECT works.
 */
public final class PagekiteFrontend implements AutoCloseable {
    private final Path directory;
    private final String zone;
    private final int port;
    private String command = "pagekite";
    private List<String> authorisation;
    private Program program;

    PagekiteFrontend(Path directory, String zone, String secret, int port) {
        this.directory = directory;
        this.zone = zone;
        this.port = port;
        this.authorisation = List.of("--domain=http,https:*." + zone + ":" + secret);
    }

    /**
     * Knows no secret from the next start on, and asks the zone by DNS whether a kite may fly. Needs root.
     *
     * @param resolver the address of the resolver that it asks, at port 53
     */
    public void asksTheZone(String resolver) throws IOException {
        command = ResolvConf.program(directory, "pagekite-that-asks", resolver, "pagekite").toString();
        authorisation = List.of("--authdomain=kite." + zone, "--authfail_closed");
    }

    /** Starts it. */
    void start() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command, "--clean", "--nullui", "--isfrontend", "--host=127.0.0.1",
                "--ports=" + port, "--protos=http,https", "--logfile=" + directory.resolve("frontend-protocol.log")));
        words.addAll(authorisation);
        program = Program.start("pagekite frontend", directory.resolve("frontend.log"), Map.of(), words);
        Await.isTrue(Duration.ofSeconds(20), "the frontend listens", () -> {
            new java.net.Socket("127.0.0.1", port).close();
            return true;
        });
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
    }
}

package link.box.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The tunnel's frontend, from Debian's package {@code pagekite}. On today's Python a direct TLS connection crashes it; TLS through
 * HTTP CONNECT works.
 */
public final class PagekiteFrontend implements AutoCloseable {
    private final Path directory;
    private final String zone;
    private final String secret;
    private final int[] ports;
    private String address = "127.0.0.1";
    private Program program;

    PagekiteFrontend(Path directory, String zone, String secret) throws IOException {
        this.directory = directory;
        this.zone = zone;
        this.secret = secret;
        this.ports = Ports.free(2);
    }

    /** Listens on all addresses of this machine, from the next start on: for visitors that are in a network of their own. */
    public void listenEverywhere() {
        address = "0.0.0.0";
    }

    /** Starts it, or starts it again after {@link #kill}. */
    public void start() throws IOException, InterruptedException {
        program = Program.start("pagekite frontend", directory.resolve("frontend.log"), Map.of(),
                List.of("pagekite", "--clean", "--nullui", "--isfrontend", "--host=" + address, "--ports=" + ports[0] + "," + ports[1],
                        "--protos=http,https", "--domain=http,https:*." + zone + ":" + secret,
                        "--logfile=" + directory.resolve("frontend-protocol.log")));
        Await.isTrue(Duration.ofSeconds(20), "the frontend listens", () -> {
            new java.net.Socket("127.0.0.1", ports[0]).close();
            return true;
        });
    }

    /** @return the port for tunnels, HTTP and CONNECT */
    public int port() {
        return ports[0];
    }

    /** @return the port for TLS by SNI */
    public int httpsPort() {
        return ports[1];
    }

    /** kill -9. */
    public void kill() throws InterruptedException {
        program.kill();
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
    }
}

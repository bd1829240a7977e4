package link.box.lab;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The tunnel's frontend, from Debian's package {@code pagekite}. On today's Python a direct TLS connection crashes it; TLS through
 * HTTP CONNECT works.
 */
public final class PagekiteFrontend implements AutoCloseable {
    private final Path directory;
    private final String zone;
    private final int[] ports;
    private String address = "127.0.0.1";
    private String command = "pagekite";
    private List<String> authorisation;
    private Program program;

    PagekiteFrontend(Path directory, String zone, String secret) throws IOException {
        this.directory = directory;
        this.zone = zone;
        this.ports = Ports.free(2);
        this.authorisation = List.of("--domain=http,https:*." + zone + ":" + secret);
    }

    /** Listens on all addresses of this machine, from the next start on: for visitors that are in a network of their own. */
    public void listenEverywhere() {
        address = "0.0.0.0";
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

    /** Starts it, or starts it again after {@link #kill}. */
    public void start() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of(command, "--clean", "--nullui", "--isfrontend", "--host=" + address,
                "--ports=" + ports[0] + "," + ports[1], "--protos=http,https", "--logfile=" + directory.resolve("frontend-protocol.log")));
        words.addAll(authorisation);
        program = Program.start("pagekite frontend", directory.resolve("frontend.log"), Map.of(), words);
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

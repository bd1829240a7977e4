package link.box.itests.container;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;

/** The cloud's image as the tunnel's frontend, in a process of its own. */
final class CloudFrontend {
    private CloudFrontend() {
    }

    /**
     * Starts it; it ends with this JVM.
     *
     * @param secret what its clients know
     * @param metrics the port of its numbers
     */
    static void start(Path work, int port, int metrics, String secret) throws IOException {
        Path home = Path.of(System.getProperty("box.image")).resolveSibling("cloud").toRealPath();
        Path file = work.resolve("frontend.secret");
        Files.deleteIfExists(file);
        Files.writeString(Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))), secret);
        ProcessBuilder builder = new ProcessBuilder(home.resolve("bin/cloud").toString(), "start", "--data", work.resolve("cloud-data").toString())
                .redirectErrorStream(true).redirectOutput(work.resolve("frontend.out").toFile());
        builder.environment().putAll(Map.of("CLOUD_TUNNEL_LISTEN", "127.0.0.1:" + port, "CLOUD_TUNNEL_METRICS_PORT", String.valueOf(metrics),
                "CLOUD_TUNNEL_AUTHORITY", "", "CLOUD_TUNNEL_SECRET", file.toString(), "CLOUD_TUNNEL_SECRET_ZONE", "box.test",
                "CLOUD_HTTPS_ADDRESS", "127.0.0.1", "CLOUD_HTTPS_APP_PORT", port(), "CLOUD_HTTPS_ZONE_PORT", port(),
                "CLOUD_HTTPS_REGISTRATION_PORT", port(), "CLOUD_ZONE_DNS_PORT", port()));
        Process frontend = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(frontend::destroyForcibly));
    }

    private static String port() throws IOException {
        return String.valueOf(BoxImage.freePort());
    }

    /** @return how many tunnels it has had so far */
    static long tunnels(int metrics) throws IOException, InterruptedException {
        String text = HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metrics + "/metrics")).build(),
                HttpResponse.BodyHandlers.ofString()).body();
        return text.lines().filter(line -> line.startsWith("tunnel_tunnels_total ")).mapToLong(line -> Long.parseLong(line.split(" ")[1]))
                .findAny().orElseThrow();
    }
}

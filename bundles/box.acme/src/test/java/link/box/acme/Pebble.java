package link.box.acme;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import link.box.common.tls.Pem;
import link.box.common.tls.Trust;
import link.box.testing.FreePort;
import link.box.testing.Made;

/** Let's Encrypt's own test server, the real program. */
final class Pebble implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/bin/pebble");

    private final Path folder;
    private final int port = FreePort.next();
    private final String dns;
    private Map<String, String> faults;
    private final Options options;
    private final int management;
    private Process process;

    /**
     * What its configuration may say.
     *
     * @param seconds life of a certificate
     * @param eab whether accounts need a binding
     */
    record Options(int seconds, boolean eab) {
        static final Options USUAL = new Options(7_776_000, false);
        static final String KID = "kid-1";
        static final String HMAC = "zWNDZM6eQGHWpSRTPal5eIUYFTu7EajVIoguysqZ9wG44nMEtx3MUAsUDkMTQ12W";
    }

    /** @param dns the server that it asks when it validates */
    Pebble(Path folder, String dns, Map<String, String> faults, Options options) throws Exception {
        this.folder = folder;
        this.dns = dns;
        this.faults = faults;
        this.options = options;
        this.management = FreePort.next();
        Made made = Made.selfSigned("localhost");
        Files.writeString(folder.resolve("cert.pem"), Pem.block("CERTIFICATE", made.chain().get(0).getEncoded()));
        Files.writeString(folder.resolve("key.pem"), Pem.block("PRIVATE KEY", made.key().getEncoded()));
        Files.writeString(folder.resolve("pebble.json"), configuration());
        start();
    }

    private String configuration() {
        String keys = options.eab() ? ",\"externalAccountMACKeys\":{\"" + Options.KID + "\":\"" + Options.HMAC + "\"}" : "";
        return """
                {"pebble":{"listenAddress":"127.0.0.1:%d","managementListenAddress":"127.0.0.1:%d","certificate":"%s",
                "privateKey":"%s","httpPort":5002,"tlsPort":5001,"ocspResponderURL":"","externalAccountBindingRequired":%s%s,
                "certificateValidityPeriod":%d}}""".formatted(port, management, folder.resolve("cert.pem"), folder.resolve("key.pem"),
                options.eab(), keys, options.seconds());
    }

    /** @return common name of the root that the chain of this number leads to; 0 is the default chain */
    String root(int chain) throws Exception {
        var client = HttpClient.newBuilder().sslContext(Trust.context(trust(), null)).build();
        var answer = client.send(HttpRequest.newBuilder(
                URI.create("https://localhost:" + management + "/roots/" + chain)).build(),
                HttpResponse.BodyHandlers.ofString());
        return Pem.certificates(answer.body(), "root").get(0).getSubjectX500Principal().getName().replaceFirst("^CN=", "");
    }

    /** Starts it with a memory that is empty, and these faults from now on. */
    void restart(Map<String, String> next) throws Exception {
        close();
        faults = next;
        start();
    }

    String directory() {
        return "https://localhost:" + port + "/dir";
    }

    String trust() {
        return folder.resolve("cert.pem").toString();
    }

    /** @return what it has logged */
    String story() throws IOException {
        return Files.readString(log());
    }

    @Override
    public void close() throws InterruptedException {
        process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
    }

    private Path log() {
        return folder.resolve("pebble.log");
    }

    private void start() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(PROGRAM.toString(), "-config", folder.resolve("pebble.json").toString(), "-strict",
                "-dnsserver", dns).redirectErrorStream(true).redirectOutput(log().toFile());
        builder.environment().putAll(Map.of("PEBBLE_VA_NOSLEEP", "1", "PEBBLE_WFE_NONCEREJECT", "0", "PEBBLE_AUTHZREUSE", "0"));
        builder.environment().putAll(faults);
        process = builder.start();
        awaitStart();
    }

    private void awaitStart() throws Exception {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > end) {
                throw new IOException("pebble does not start:\n" + story());
            }
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }
}

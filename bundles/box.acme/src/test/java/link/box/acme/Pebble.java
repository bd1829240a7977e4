package link.box.acme;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import link.box.common.tls.Pem;
import link.box.testing.Made;

/** Let's Encrypt's own test server, the real program. */
final class Pebble implements AutoCloseable {
    static final Path PROGRAM = Path.of("/usr/bin/pebble");

    private final Path folder;
    private final int port = freePort();
    private final String dns;
    private final Map<String, String> faults;
    private Process process;

    /** @param dns the server that it asks when it validates */
    Pebble(Path folder, String dns, Map<String, String> faults) throws Exception {
        this.folder = folder;
        this.dns = dns;
        this.faults = faults;
        Made made = Made.selfSigned("localhost");
        Files.writeString(folder.resolve("cert.pem"), Pem.block("CERTIFICATE", made.chain().get(0).getEncoded()));
        Files.writeString(folder.resolve("key.pem"), Pem.block("PRIVATE KEY", made.key().getEncoded()));
        Files.writeString(folder.resolve("pebble.json"), """
                {"pebble":{"listenAddress":"127.0.0.1:%d","managementListenAddress":"127.0.0.1:%d","certificate":"%s",
                "privateKey":"%s","httpPort":5002,"tlsPort":5001,"ocspResponderURL":"","externalAccountBindingRequired":false,
                "certificateValidityPeriod":7776000}}""".formatted(port, freePort(),
                folder.resolve("cert.pem"), folder.resolve("key.pem")));
        start();
    }

    /** Starts it with a memory that is empty. */
    void restart() throws Exception {
        close();
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

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

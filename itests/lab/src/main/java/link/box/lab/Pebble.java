package link.box.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Let's Encrypt's own test server, from Debian's package {@code pebble}: strict, and asking a DNS server of ours. */
public final class Pebble implements AutoCloseable {
    static final String NAME = "ca.link.test";

    private final Program program;
    private final int port;
    private final X509Certificate root;

    Pebble(Path directory, LabCa ca, int dnsPort, int rejectedNonces, Web web) throws IOException, InterruptedException {
        int[] ports = Ports.free(2);
        this.port = ports[0];
        ca.issue(directory.resolve("pebble.pem"), directory.resolve("pebble.key"), NAME, "localhost", "127.0.0.1");
        Path config = directory.resolve("pebble.json");
        Files.writeString(config, """
                {"pebble":{"listenAddress":"127.0.0.1:%d","managementListenAddress":"127.0.0.1:%d","certificate":"%s","privateKey":"%s",
                "httpPort":5002,"tlsPort":5001,"ocspResponderURL":"","externalAccountBindingRequired":false,"certificateValidityPeriod":7776000}}
                """.formatted(ports[0], ports[1], directory.resolve("pebble.pem"), directory.resolve("pebble.key")));
        this.program = Program.start("pebble", directory.resolve("pebble.log"),
                Map.of("PEBBLE_VA_NOSLEEP", "1", "PEBBLE_WFE_NONCEREJECT", String.valueOf(rejectedNonces), "PEBBLE_AUTHZREUSE", "0"),
                List.of("pebble", "-config", config.toString(), "-strict", "-dnsserver", "127.0.0.1:" + dnsPort));
        String roots = Await.until(Duration.ofSeconds(20), "pebble answers", () -> web.get("https://127.0.0.1:" + ports[1] + "/roots/0").body());
        this.root = Certificates.parse(roots);
        Files.writeString(directory.resolve("acme-root.pem"), roots);
    }

    /** @return where clients start */
    public String directory() {
        return "https://" + NAME + ":" + port + "/dir";
    }

    /** @return the root of what it issues; a new one at each start */
    public X509Certificate root() {
        return root;
    }

    @Override
    public void close() {
        program.close();
    }

    /** PEM to certificate. */
    static final class Certificates {
        private Certificates() {
        }

        static X509Certificate parse(String pem) throws IOException {
            try {
                return (X509Certificate) java.security.cert.CertificateFactory.getInstance("X.509")
                        .generateCertificate(new java.io.ByteArrayInputStream(pem.getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
            } catch (GeneralSecurityException e) {
                throw new IOException("not a certificate: " + e.getMessage(), e);
            }
        }
    }
}

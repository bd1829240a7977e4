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

    private final Path home;
    private final Map<String, String> environment;
    private final List<String> command;
    private final Web web;
    private final int[] ports = Ports.free(2);
    private Program program;
    private X509Certificate root;

    Pebble(Path home, LabCa ca, int dnsPort, int rejectedNonces) throws IOException {
        this.home = home;
        this.web = new Web(List.of(ca.root()));
        ca.issue(home.resolve("pebble.pem"), home.resolve("pebble.key"), NAME, "localhost", "127.0.0.1");
        Path config = home.resolve("pebble.json");
        Files.writeString(config, """
                {"pebble":{"listenAddress":"127.0.0.1:%d","managementListenAddress":"127.0.0.1:%d","certificate":"%s","privateKey":"%s",
                "httpPort":5002,"tlsPort":5001,"ocspResponderURL":"",
                "externalAccountBindingRequired":false,"certificateValidityPeriod":7776000}}
                """.formatted(ports[0], ports[1], home.resolve("pebble.pem"), home.resolve("pebble.key")));
        this.environment = Map.of("PEBBLE_VA_NOSLEEP", "1", "PEBBLE_WFE_NONCEREJECT", String.valueOf(rejectedNonces),
                "PEBBLE_AUTHZREUSE", "0");
        this.command = List.of("pebble", "-config", config.toString(), "-strict", "-dnsserver", "127.0.0.1:" + dnsPort);
    }

    /** Starts it, with no memory of an earlier run; returns when it answers. */
    public void start() throws IOException, InterruptedException {
        program = Program.start("pebble", home.resolve("pebble.log"), environment, command);
        String roots = Await.until(Duration.ofSeconds(20), "pebble answers",
                () -> web.get("https://127.0.0.1:" + ports[1] + "/roots/0").body());
        root = Certificates.parse(roots);
        Files.writeString(home.resolve("acme-root.pem"), roots);
    }

    /** @return where clients start */
    public String directory() {
        return "https://" + NAME + ":" + ports[0] + "/dir";
    }

    /** @return the root of what it issues; a new one at each start */
    public X509Certificate root() {
        return root;
    }

    @Override
    public void close() {
        if (program != null) {
            program.close();
        }
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

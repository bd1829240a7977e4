package link.box.pagekite;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import link.box.common.file.AtomicFile;
import link.box.common.file.Data;
import org.osgi.framework.BundleContext;

/** Starts the program: options in a file that only we can read, a small environment, and no elder twin. */
final class Launch {
    private static final int PROBE_MILLIS = 3000;
    private static final int SECRET_LIMIT = 1024;

    private final BundleContext context;
    private final PagekiteConfig config;

    Launch(BundleContext context, PagekiteConfig config) {
        this.context = context;
        this.config = config;
    }

    /**
     * Looks whether a start makes sense: the program waits minutes for a frontend that is away. Blocks for a look-up and a connection.
     *
     * @throws Unusable somebody has to act
     * @throws IOException not now
     */
    void check() throws IOException, Unusable {
        if (!Files.isExecutable(program())) {
            throw new Unusable("the program " + program() + " is not there: no tunnel",
                    "install it (Debian: apt-get install pagekite) or set tunnel.program");
        }
        secret();
        probe();
    }

    /**
     * @param host the kite's name
     * @throws Unusable somebody has to act
     */
    Kite start(String host) throws IOException, Unusable {
        String secret = secret();
        Path folder = Data.of(context);
        Path options = folder.resolve("pagekite.rc");
        Leftover.end(option(options));
        AtomicFile.write(options, options(host, secret).getBytes(StandardCharsets.UTF_8));
        return new Kite(host, launch(program(), options, folder), new KiteLog(host, secret));
    }

    private Path program() {
        return Path.of(config.program());
    }

    private Process launch(Path program, Path options, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(program.toString(), "--clean", "--nullui", "--nocrashreport", "--new",
                "--noprobes", option(options), "--logfile=stdio")).redirectErrorStream(true).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LANG", "C.UTF-8", "HOME", folder.toString()));
        return builder.start();
    }

    private static String option(Path options) {
        return "--optfile=" + options;
    }

    private String options(String host, String secret) {
        return "# version: 1\nfrontend=" + config.frontend().strip() + "\nservice_on=https:" + host + ":" + config.tunnel_address().strip()
                + ":" + config.tunnel_port() + ":" + secret + "\n";
    }

    private String secret() throws IOException, Unusable {
        String secret = config.secret_file().isBlank() ? own() : fromFile(Path.of(config.secret_file().strip()));
        if (!secret.matches("[!-9;-~]{1,256}")) {
            throw new Unusable("the tunnel's secret is " + (secret.isEmpty() ? "not set" : "unusable"),
                    "put into the file of setting tunnel.secret what the frontend knows: printable ASCII without blanks and colons");
        }
        return secret;
    }

    private String own() throws IOException {
        return new OwnSecret(context).find()
                .orElseThrow(() -> new IOException("the zone has not taken this Box's secret for its kite yet"));
    }

    private static String fromFile(Path file) throws Unusable {
        try {
            return new String(AtomicFile.read(file, SECRET_LIMIT), StandardCharsets.UTF_8).lines().findFirst().orElse("").strip();
        } catch (IOException e) {
            throw new Unusable("the tunnel's secret cannot be read from " + file, "check the setting tunnel.secret");
        }
    }

    private void probe() throws IOException, Unusable {
        String frontend = config.frontend().strip();
        int colon = frontend.lastIndexOf(':');
        if (colon < 1 || !frontend.substring(colon + 1).matches("[1-9][0-9]{0,4}")) {
            throw new Unusable("the tunnel's frontend \"" + frontend + "\" is not host:port", "set frontend of link.box.pagekite");
        }
        try (Socket socket = new Socket()) {
            int port = Integer.parseInt(frontend.substring(colon + 1));
            socket.connect(new InetSocketAddress(frontend.substring(0, colon), port), PROBE_MILLIS);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("cannot reach the tunnel's frontend " + frontend + ": " + e.getMessage(), e);
        }
    }
}

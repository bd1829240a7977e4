package link.box.pagekite;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.common.file.AtomicFile;
import link.box.common.file.Data;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The engine that is the pagekite program, at the first of the frontends. Starts it: options in a file that only we can read, a small environment, and no elder twin. */
final class Launch implements Engine {
    private static final Logger LOG = LoggerFactory.getLogger("box.pagekite");
    private static final int PROBE_MILLIS = 3000;
    private static final Duration START = Duration.ofSeconds(30);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(5);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    private final BundleContext context;
    private final PagekiteConfig config;

    Launch(BundleContext context, PagekiteConfig config) {
        this.context = context;
        this.config = config;
    }

    /** The program waits minutes for a frontend that is away, so that is looked at first. */
    @Override
    public void check() throws IOException, Unusable {
        if (!Files.isExecutable(program())) {
            throw new Unusable("the program " + program() + " is not there: no tunnel",
                    "install it (Debian: apt-get install pagekite) or set tunnel.program");
        }
        Secret.of(context, config);
        probe();
    }

    /** The program flies where it is told to. */
    @Override
    public void refresh() {
        LOG.debug("there is one frontend");
    }

    @Override
    public Flight start(String host, Runnable changed) throws IOException, Unusable {
        String secret = Secret.of(context, config);
        List<HostPort> frontends = HostPort.ofFrontends(config);
        Outside outside = Outside.of(config, frontends.size());
        Path folder = Data.of(context);
        Path options = Leftover.options(folder);
        Leftover.end(options);
        AtomicFile.write(options, options(host, frontends.get(0), secret).getBytes(StandardCharsets.UTF_8));
        return new Kite(host, launch(program(), options, folder), new KiteLog(host, secret), frontends.get(0), outside);
    }

    private Path program() {
        return Path.of(config.program());
    }

    private Process launch(Path program, Path options, Path folder) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(List.of(program.toString(), "--clean", "--nullui", "--nocrashreport", "--new",
                "--noprobes", Leftover.option(options), "--logfile=stdio")).redirectErrorStream(true).directory(folder.toFile());
        Map<String, String> environment = builder.environment();
        environment.clear();
        environment.putAll(Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin", "LANG", "C.UTF-8", "HOME", folder.toString()));
        return builder.start();
    }

    private String options(String host, HostPort frontend, String secret) {
        return "# version: 1\nfrontend=" + frontend + "\nservice_on=https:" + host + ":" + config.tunnel_address().strip()
                + ":" + config.tunnel_port() + ":" + secret + "\n";
    }

    private void probe() throws IOException, Unusable {
        HostPort frontend = HostPort.ofFrontends(config).get(0);
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(frontend.host(), frontend.port()), PROBE_MILLIS);
        } catch (IOException | IllegalArgumentException e) {
            throw new IOException("cannot reach the tunnel's frontend " + frontend + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Optional<Flight> follow(Flight flying, List<Flight> kept, Runnable changed) {
        return Optional.empty();
    }

    @Override
    public void failed(Flight flight) {
        LOG.debug("the program at {} does not fly", flight.place());
    }

    @Override
    public boolean isWorn() {
        return true;
    }

    @Override
    public Patience patience() {
        return new Patience(START, FIRST_PAUSE, LONGEST_PAUSE);
    }

    /** Its programs are its flights. */
    @Override
    public void close() {
        LOG.debug("the program is all there was");
    }
}

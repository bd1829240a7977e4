package link.box.bench.mirrors;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import link.box.common.tls.Pem;
import link.box.lab.Await;
import link.box.lab.HomeNetwork;
import link.box.lab.ImageProcess;
import link.box.lab.LabCa;
import link.box.lab.Ports;

/**
 * {@code Provider IMAGES DIRECTORY MINUTES RESOLVER ZONE ZONE-SERVER [ROOTS]}: one resolver that somebody else runs, asked for names in a
 * public zone. Six new ids are used there, and emptied at the end. There is no tunnel, no certificate and no registration here: what the
 * two Boxes announce is read from themselves.
 */
public final class Provider {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int DNS = 53;
    private static final int TTL = 60;
    /** A quiet time in which what a usual resolver keeps is gone. */
    private static final int QUIET = 90;
    private static final long PAUSE_MILLIS = 500;

    private final Path images;
    private final Path directory;
    private final String zone;
    private final String server;
    private final Path roots;
    private final LabCa ca = new LabCa();
    private final Map<Cell, ZoneAccount> accounts = new LinkedHashMap<>();

    private Provider(Path images, Path directory, String zone, String server, Path roots) throws IOException {
        this.images = images;
        this.directory = directory;
        this.zone = zone;
        this.server = server;
        this.roots = roots;
    }

    /** Writes what it sees into the directory. */
    public static void main(String[] words) throws Exception {
        Path roots = words.length > 6 ? Path.of(words[6]).toAbsolutePath() : null;
        new Provider(Path.of(words[0]), Path.of(words[1]), words[4], words[5], roots).run(Double.parseDouble(words[2]), words[3]);
        System.exit(0);
    }

    private void run(double minutes, String resolver) throws Exception {
        List<ImageProcess> boxes = new ArrayList<>();
        try (HomeNetwork home = new HomeNetwork(directory.resolve("home")); Recorder recorder = new Recorder(directory);
                AutoCloseable all = () -> boxes.forEach(ImageProcess::close)) {
            String first = Schedule.ADDRESSES.get(0);
            home.renumber(first);
            List<Cell> ours = new ArrayList<>();
            for (String client : Cell.CLIENTS) {
                boxes.add(box(client, home.cable()));
                ours.add(cell(boxes.get(boxes.size() - 1), client));
            }
            Map<Cell, Strategy> played = played();
            Boxes following = new Boxes(new StatusBoard(boxes), ours, recorder, first);
            try (Run run = new Run(recorder, following, played, Stream.concat(ours.stream(), played.keySet().stream()).toList())) {
                run.begin(first);
                run.visit(resolver, new UdpResolution(address(resolver)), PAUSE_MILLIS);
                run.play(Schedule.random(60 * minutes, QUIET, new Random()), (long) (60_000 * minutes), home::renumber);
            }
            empty();
        }
    }

    private ImageProcess box(String client, String cable) throws IOException {
        ImageProcess box = new ImageProcess("box", images.resolve("lab"), Files.createDirectories(directory.resolve(client)), List.of())
                .set("clock.source", "system").set("identity.form", "sha1").set("zone.name", zone).set("zone.server", server)
                .set("zone.trust", roots == null ? "" : roots).set("address.interface", cable).set("address.ttl", TTL)
                .set("https.address", "127.0.0.1").set("https.port", Ports.free(1)[0]).set("http.port", 0).set("tunnel.enabled", "false")
                .set("acme.directory", "https://127.0.0.1:1/"); // nobody is asked for a certificate
        box.start();
        return box;
    }

    private Cell cell(ImageProcess box, String client) throws IOException, InterruptedException {
        String main = Await.until(PATIENCE, "the zone leads a Box's names to its address (" + directory.resolve(client) + ")",
                () -> box.status().json().containsKey("published") ? box.status().json().getString("main") : null);
        Cell cell = new Cell(Cell.OURS, client, main);
        Path identity = box.data().resolve("link.box.identity/identity.pem");
        accounts.put(cell, new ZoneAccount(server, zone, believed(), identity, identity, TTL));
        return cell;
    }

    private Map<Cell, Strategy> played() throws IOException {
        Map<Cell, Strategy> played = new LinkedHashMap<>();
        for (String client : Cell.CLIENTS) {
            ZoneAccount control = account(Cell.CONTROL, client);
            played.put(cell(Cell.CONTROL, client, control), new Control(control));
            ZoneAccount original = account(Cell.ORIGINAL, client);
            played.put(cell(Cell.ORIGINAL, client, original), new Original(original));
        }
        return played;
    }

    private Cell cell(String strategy, String client, ZoneAccount account) {
        Cell cell = new Cell(strategy, client, account.main());
        accounts.put(cell, account);
        return cell;
    }

    private ZoneAccount account(String strategy, String client) throws IOException {
        Path certificate = directory.resolve(strategy + client + ".pem");
        Path key = directory.resolve(strategy + client + ".key");
        ca.issue(certificate, key, strategy);
        return new ZoneAccount(server, zone, believed(), certificate, key, TTL);
    }

    /** Nobody needs the names any more. */
    private void empty() throws IOException, InterruptedException {
        for (Map.Entry<Cell, ZoneAccount> each : accounts.entrySet()) {
            Map<String, String> nothing = new HashMap<>();
            each.getKey().learned().forEach(name -> nothing.put(name, ""));
            each.getValue().put(nothing);
        }
    }

    private List<X509Certificate> believed() throws IOException {
        if (roots != null) {
            return Pem.certificates(roots);
        }
        try {
            TrustManagerFactory system = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            system.init((KeyStore) null);
            return List.of(((X509TrustManager) system.getTrustManagers()[0]).getAcceptedIssuers());
        } catch (GeneralSecurityException e) {
            throw new IOException("this JVM has no roots: " + e.getMessage(), e);
        }
    }

    /** @param text an address, IPv6 in brackets if there is a port */
    private static InetSocketAddress address(String text) throws IOException {
        int colon = text.lastIndexOf(':');
        boolean port = colon > 0 && (text.indexOf(':') == colon || text.charAt(colon - 1) == ']');
        String host = (port ? text.substring(0, colon) : text).replaceAll("[\\[\\]]", "");
        return new InetSocketAddress(InetAddress.getByName(host), port ? Integer.parseInt(text.substring(colon + 1)) : DNS);
    }
}

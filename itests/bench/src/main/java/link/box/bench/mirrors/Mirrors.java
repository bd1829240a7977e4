package link.box.bench.mirrors;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import link.box.lab.Await;
import link.box.lab.HomeNetwork;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import link.box.lab.resolver.Resolver;
import link.box.lab.resolver.Resolvers;

/**
 * {@code Mirrors IMAGES DIRECTORY MINUTES [real]}: two real Boxes (one for each kind of client) whose address changes, the cloud's zone,
 * and all resolvers. Keeps what it saw in the directory and prints what follows from it.
 */
public final class Mirrors {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final long SEED = 160;
    private static final long PAUSE_MILLIS = 500;

    private final Path directory;
    private final Terms terms;
    private final List<Resolver> resolvers;
    private final long pause;

    private Mirrors(Path directory, Terms terms, long pause) {
        this.directory = directory;
        this.terms = terms;
        this.resolvers = Resolvers.all(terms.clamp());
        this.pause = pause;
    }

    /** Prints a table and the line of JSON. */
    public static void main(String[] words) throws Exception {
        Path directory = Files.createDirectories(Path.of(words[1]).toAbsolutePath());
        double minutes = Double.parseDouble(words[2]);
        boolean real = words.length > 3 && words[3].equals("real");
        System.setProperty("jdk.net.hosts.file", directory.resolve("lab/hosts").toString());
        Terms terms = real ? Terms.real(minutes) : Terms.scaled();
        List<Schedule.Step> steps = real ? Schedule.real(minutes) : Schedule.random(60 * minutes, terms.hold(), new Random(SEED));
        Mirrors mirrors = new Mirrors(directory, terms, real ? 2 * PAUSE_MILLIS : PAUSE_MILLIS);
        mirrors.run(Path.of(words[0]).toAbsolutePath(), steps, (long) (60_000 * minutes));
        System.exit(0);
    }

    private void run(Path images, List<Schedule.Step> steps, long millis) throws Exception {
        String first = Schedule.ADDRESSES.get(0);
        try (HomeNetwork home = new HomeNetwork(directory.resolve("home")); Lab lab = lab(images, home.cable());
                AutoCloseable all = () -> resolvers.forEach(Resolver::close); Recorder recorder = new Recorder(directory)) {
            home.renumber(first);
            lab.start();
            List<Cell> ours = List.of(box(lab, lab.theBox(), Cell.DISCIPLINED), box(lab, lab.addBox("second"), Cell.NAIVE));
            for (Resolver each : resolvers) {
                each.start(directory.resolve("resolvers"), Lab.ZONE, lab.dnsPort());
            }
            Map<Cell, Strategy> played = played(lab);
            List<Cell> cells = new ArrayList<>(ours);
            cells.addAll(played.keySet());
            Boxes boxes = new Boxes(new RegistrationBoard(lab.visitor(), lab.registration()), ours, recorder, first);
            try (Run run = new Run(recorder, boxes, played, cells)) {
                run.begin(first);
                resolvers.forEach(each -> run.visit(each.name(), resolution(each), pause));
                run.play(steps, millis, home::renumber);
            }
        }
    }

    private Lab lab(Path images, String cable) throws IOException {
        LabOptions options = LabOptions.usual().ipv4Only().with(Map.of("lab.address", "",
                "lab.loopback", "false", "address.interface", cable, "https.address", "0.0.0.0", "tunnel.enabled", "false",
                "address.ttl", String.valueOf(terms.ttl()), "address.hold", String.valueOf(terms.hold()),
                "registration.mode", "open")); // what a connected app gets sealed is read here in the plain list
        Lab lab = new Lab(images, directory.resolve("lab"), options);
        lab.cloud().set("zone.ids.per.source", 1000).set("zone.negative.ttl", terms.negative()).set("registration.legacy.origins", "*");
        return lab;
    }

    private static Cell box(Lab lab, LabBox box, String client) throws IOException, InterruptedException {
        box.start();
        String main = Await.until(PATIENCE, "a Box is announced", () -> box.process().status().json().containsKey("announced")
                ? box.process().status().json().getString("main") : null);
        return new Cell(Cell.OURS, client, main);
    }

    private Map<Cell, Strategy> played(Lab lab) throws IOException {
        Map<Cell, Strategy> played = new LinkedHashMap<>();
        for (String client : Cell.CLIENTS) {
            ZoneAccount control = account(lab, Cell.CONTROL + client);
            played.put(new Cell(Cell.CONTROL, client, control.main()), new Control(control));
            ZoneAccount original = account(lab, Cell.ORIGINAL + client);
            played.put(new Cell(Cell.ORIGINAL, client, original.main()), new Original(original));
        }
        return played;
    }

    private ZoneAccount account(Lab lab, String name) throws IOException {
        Path certificate = directory.resolve(name + ".pem");
        Path key = directory.resolve(name + ".key");
        lab.ca().issue(certificate, key, name);
        return new ZoneAccount(lab.zoneServer(), Lab.ZONE, lab.roots(), certificate, key, terms.ttl());
    }

    private static Resolution resolution(Resolver resolver) {
        return new UdpResolution(new InetSocketAddress(InetAddress.getLoopbackAddress(), resolver.port()));
    }
}

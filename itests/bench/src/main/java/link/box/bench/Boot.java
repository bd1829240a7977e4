package link.box.bench;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import link.box.lab.Handshake;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import link.box.lab.Program;

/** {@code Boot IMAGES DIRECTORY KARAF}: the whole Box beside a bare Jetty with the same JVM flags and Karaf minimal. */
public final class Boot {
    private static final int RUNS = 5;
    private static final int KARAF_SSH = 8101;

    private final Path images;
    private final Path directory;
    private final Path karaf;
    private final List<Subject.Run> boxCold = new ArrayList<>();
    private final List<Subject.Run> boxWarm = new ArrayList<>();
    private final List<Subject.Run> jetty = new ArrayList<>();
    private final List<Subject.Run> karafCold = new ArrayList<>();
    private final List<Subject.Run> karafWarm = new ArrayList<>();
    private final List<String> children = new ArrayList<>();

    private Boot(Path images, Path directory, Path karaf) {
        this.images = images;
        this.directory = directory;
        this.karaf = karaf;
    }

    /** Prints the table and the line. */
    public static void main(String[] words) throws Exception {
        Path directory = Path.of(words[1]).toAbsolutePath();
        System.setProperty("jdk.net.hosts.file", directory.resolve("lab/hosts").toString());
        Boot boot = new Boot(Path.of(words[0]).toAbsolutePath(), directory, Path.of(words[2]).toAbsolutePath());
        boot.run();
        boot.print();
        System.exit(0);
    }

    private void run() throws Exception {
        Files.createDirectories(directory);
        try (Lab lab = new Lab(images, directory.resolve("lab"), LabOptions.usual())) {
            lab.start();
            for (int i = 0; i < RUNS; i++) {
                System.out.println("run " + (i + 1) + " of " + RUNS);
                delete(lab.box().data());
                boxCold.add(box(lab));
                jetty.add(jetty());
                boxWarm.add(box(lab));
                delete(karaf.resolve("data"));
                karafCold.add(karaf());
                karafWarm.add(karaf());
            }
        }
    }

    private Subject.Run box(Lab lab) throws Exception {
        return Subject.measure(() -> {
            lab.box().start();
            return lab.box().program();
        }, () -> Handshake.get("127.0.0.1", lab.boxPort(), "/setup") == 200, () -> {
            boolean online = lab.box().status().json().containsKey("announced") && lab.box().status().json().containsKey("tunnel");
            if (online) {
                rememberChildren(lab);
            }
            return online;
        });
    }

    private void rememberChildren(Lab lab) throws IOException {
        children.clear();
        for (ProcessHandle child : ProcessHandle.of(lab.box().program().pid()).orElseThrow().descendants().toList()) {
            children.add(child.info().command().orElse("?").replaceFirst(".*/", "") + " " + link.box.lab.ImageProcess.rssMb(child.pid()) + " MB");
        }
    }

    private Subject.Run jetty() throws Exception {
        Path store = directory.resolve("hello.p12");
        if (Files.notExists(store)) {
            Jvm.keys(store, JettyHello.PASSWORD, "localhost");
        }
        int port;
        try (java.net.ServerSocket free = new java.net.ServerSocket(0)) {
            port = free.getLocalPort();
        }
        List<String> command = Jvm.command(images, System.getProperty("java.class.path"), JettyHello.class, String.valueOf(port),
                store.toString());
        return Subject.measure(() -> Program.start("jetty", directory.resolve("jetty.log"), Jvm.ENVIRONMENT, command),
                () -> Handshake.get("127.0.0.1", port, "/") == 200, () -> true);
    }

    private Subject.Run karaf() throws Exception {
        return Subject.measure(() -> Program.start("karaf", directory.resolve("karaf.log"), Map.of(),
                List.of(karaf.resolve("bin/karaf").toString(), "server")), () -> {
                    new Socket("127.0.0.1", KARAF_SSH).close();
                    return true;
                }, () -> true);
    }

    private void print() {
        System.out.printf("%-22s %-22s %-22s%n", "", "ready, s", "RSS of the JVM, MB");
        row("box, cold", boxCold);
        row("box, warm", boxWarm);
        row("jetty hello, TLS", jetty);
        row("karaf minimal, cold", karafCold);
        row("karaf minimal, warm", karafWarm);
        System.out.println("median (least-most) of " + RUNS + " runs; the Box's children apart: " + String.join(", ", children));
        double time = seconds(boxWarm).median() / seconds(jetty).median();
        double rss = rss(boxWarm).median() / rss(jetty).median();
        JsonObjectBuilder line = Json.createObjectBuilder()
                .add("box", Json.createObjectBuilder().add("cold_s", round(seconds(boxCold))).add("warm_s", round(seconds(boxWarm)))
                        .add("rss_mb", round(rss(boxWarm))))
                .add("jetty_hello", Json.createObjectBuilder().add("s", round(seconds(jetty))).add("rss_mb", round(rss(jetty))))
                .add("karaf_minimal", Json.createObjectBuilder().add("cold_s", round(seconds(karafCold))).add("warm_s", round(seconds(karafWarm)))
                        .add("rss_mb", round(rss(karafWarm))))
                .add("ratio_time", round(new Figures(time))).add("ratio_rss", round(new Figures(rss)));
        System.out.println(line.build());
    }

    private static void row(String name, List<Subject.Run> runs) {
        System.out.printf("%-22s %-22s %-22s%n", name, seconds(runs), rss(runs));
    }

    private static Figures seconds(List<Subject.Run> runs) {
        return new Figures(runs.stream().mapToDouble(Subject.Run::seconds).toArray());
    }

    private static Figures rss(List<Subject.Run> runs) {
        return new Figures(runs.stream().mapToDouble(Subject.Run::rssMb).toArray());
    }

    private static double round(Figures figures) {
        return Math.round(figures.median() * 100) / 100.0;
    }

    private static void delete(Path path) throws IOException {
        if (Files.exists(path)) {
            try (Stream<Path> files = Files.walk(path)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }
}

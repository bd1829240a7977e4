package link.box.bench.tunnel;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLSocketFactory;
import link.box.bench.Jvm;
import link.box.lab.Await;
import link.box.lab.Ports;
import link.box.lab.Program;

/** {@code TunnelBench IMAGES DIRECTORY}: all contestants by turns, with the same bytes and the same origin. */
public final class TunnelBench {
    private static final int ROUNDS = 3;
    private static final int STARTS = 5;
    private static final String PASSWORD = "bench-origin";
    private final Path images;
    private final Path directory;

    private TunnelBench(Path images, Path directory) {
        this.images = images;
        this.directory = directory;
    }

    /** Prints the table and the line. */
    public static void main(String[] words) throws Exception {
        Path directory = Path.of(words[1]).toAbsolutePath();
        Files.createDirectories(directory);
        // the names are the same in both labs, and lead to this machine
        System.setProperty("jdk.net.hosts.file", directory.resolve("builtin/hosts").toString());
        new TunnelBench(Path.of(words[0]).toAbsolutePath(), directory).run();
        System.exit(0);
    }

    private void run() throws Exception {
        Path keys = directory.resolve("origin.p12");
        Jvm.keys(keys, PASSWORD, "localhost");
        int port = Ports.free(1)[0];
        Path ours = Path.of(Origin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Program origin = Program.start("origin", directory.resolve("origin.log"), Map.of(),
                List.of("java", "-cp", ours.toString(), Origin.class.getName(), String.valueOf(port), keys.toString(), PASSWORD))) {
            Await.isTrue(Duration.ofSeconds(20), "the origin listens", () -> Ssh.answers(port));
            compare(port, Tls.of(keys, PASSWORD));
        }
    }

    private void compare(int origin, SSLSocketFactory tls) throws Exception {
        List<Contestant> all = new ArrayList<>();
        try {
            all.add(new Direct(new Way(origin, "", null)));
            all.add(Ssh.start(sub("ssh"), origin));
            all.add(Pagekite.start(sub("pagekite"), origin));
            Boxed builtin = Boxed.toOurs(images, directory.resolve("builtin"), origin);
            all.add(builtin);
            all.add(Boxed.toPagekite(images, directory.resolve("builtin-pagekite"), origin));
            double idle = Memory.of(builtin.pid());
            Map<String, Score> scores = new LinkedHashMap<>();
            for (int i = 0; i <= ROUNDS; i++) {
                for (Contestant each : all) {
                    round(scores, each.name(), each.way(), i);
                }
                round(scores, "direct, TLS", all.get(0).way().encrypted(tls), i);
                round(scores, "builtin, TLS", builtin.way().encrypted(tls), i);
            }
            Report report = new Report(scores);
            report.table();
            double crowded = Memory.withStreams(builtin);
            double added = builtin.idle(STARTS);
            System.out.printf("The whole Box: %.1f MB before the first stream, %.1f MB with 1,000 open after all that; the tunnel adds %.1f MB%n",
                    idle, crowded, added);
            System.out.println(report.line(idle, crowded, added));
        } finally {
            all.forEach(Contestant::close);
        }
    }

    /** The first round is for the programs to get warm. */
    private static void round(Map<String, Score> scores, String name, Way way, int number) throws Exception {
        scores.computeIfAbsent(name, any -> new Score()).round(way, number > 0);
    }

    private Path sub(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }
}

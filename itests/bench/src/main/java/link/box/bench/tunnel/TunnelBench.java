package link.box.bench.tunnel;

import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import link.box.lab.Await;
import link.box.lab.Ports;
import link.box.lab.Program;

/** {@code TunnelBench IMAGES DIRECTORY}: all contestants by turns, with the same bytes and the same origin. */
public final class TunnelBench {
    private static final int ROUNDS = 3;
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
        new TunnelBench(Path.of(words[0]).toAbsolutePath(), directory).run();
        System.exit(0);
    }

    private void run() throws Exception {
        int port = Ports.free(1)[0];
        Path ours = Path.of(Origin.class.getProtectionDomain().getCodeSource().getLocation().toURI());
        try (Program origin = Program.start("origin", directory.resolve("origin.log"), Map.of(),
                List.of("java", "-cp", ours.toString(), Origin.class.getName(), String.valueOf(port)))) {
            Await.isTrue(Duration.ofSeconds(20), "the origin listens", () -> Ssh.answers(port));
            List<Contestant> all = new ArrayList<>();
            try {
                start(all, port);
                Map<Contestant, Score> scores = new LinkedHashMap<>();
                all.forEach(each -> scores.put(each, new Score()));
                for (int i = 0; i <= ROUNDS; i++) {
                    for (Contestant each : all) {
                        // the first round is for the programs to get warm
                        scores.get(each).round(each.way(), i > 0);
                    }
                }
                print(scores);
            } finally {
                all.forEach(Contestant::close);
            }
        }
    }

    private void start(List<Contestant> all, int origin) throws Exception {
        all.add(new Direct(new Way(origin, "")));
        all.add(Ssh.start(sub("ssh"), origin));
        all.add(Pagekite.start(sub("pagekite"), origin));
        all.add(Boxed.toPagekite(images, directory.resolve("builtin-pagekite"), origin));
        all.add(Boxed.toOurs(images, directory.resolve("builtin"), origin));
    }

    private Path sub(String name) throws IOException {
        return Files.createDirectories(directory.resolve(name));
    }

    private static void print(Map<Contestant, Score> scores) {
        System.out.printf("%-28s", "");
        List.of(Score.Figure.values()).forEach(each -> System.out.printf("%12s", each.title()));
        System.out.println();
        JsonObjectBuilder line = Json.createObjectBuilder();
        scores.forEach((each, score) -> {
            System.out.printf("%-28s", each.name());
            List.of(Score.Figure.values()).forEach(figure -> System.out.printf("%12.2f", score.of(figure)));
            System.out.println();
            line.add(each.name(), score.json());
        });
        System.out.println(line.build());
    }
}

package link.box.bench.mirrors;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** What is kept of a long run, small enough for a repository: each answer only when it is another one, visits that waited, and plots. */
final class Keepsake {
    private final Path run;
    private final Path kept;

    /** @param run where a {@link Recorder} has written */
    Keepsake(Path run, Path kept) {
        this.run = run;
        this.kept = kept;
    }

    void write() throws IOException {
        Files.createDirectories(kept);
        Files.copy(run.resolve(Recorder.CHANGES), kept.resolve("real-changes.csv"), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        answers();
        waits();
        for (String client : Cell.CLIENTS) {
            Files.writeString(kept.resolve("real-" + client + ".svg"), new Timeline(run, client).svg());
        }
    }

    /** While nobody has been told of a change no answer is right or wrong: left out. */
    private void answers() throws IOException {
        Map<String, String> last = new HashMap<>();
        try (Stream<String[]> lines = Lines.of(run.resolve(Recorder.ANSWERS)); PrintWriter out = writer("real.csv")) {
            out.println("s,resolver,strategy,client,name,answer,right");
            lines.filter(fields -> !fields[6].equals("-")).forEach(fields -> {
                String who = String.join(",", fields[1], fields[2], fields[3], fields[4]);
                String what = fields[5] + "," + fields[6];
                if (!what.equals(last.put(who, what))) {
                    out.println(seconds(fields[0]) + "," + who + "," + what);
                }
            });
        }
    }

    private void waits() throws IOException {
        try (Stream<String[]> lines = Lines.of(run.resolve(Recorder.VISITS)); PrintWriter out = writer("real-waits.csv")) {
            out.println("s,resolver,strategy,client,change,waited_s,cut");
            lines.filter(fields -> fields[6].equals("0")).forEach(fields -> out.println(String.join(",", seconds(fields[0]), fields[1],
                    fields[2], fields[3], fields[4], seconds(fields[5]), fields[7])));
        }
    }

    private PrintWriter writer(String name) throws IOException {
        return new PrintWriter(Files.newBufferedWriter(kept.resolve(name)));
    }

    private static String seconds(String millis) {
        return String.valueOf(Waits.told(Long.parseLong(millis) / 1000.0));
    }
}

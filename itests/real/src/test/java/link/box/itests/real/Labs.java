package link.box.itests.real;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import org.junit.jupiter.api.Assumptions;

/** Makes labs from the assembled images. */
final class Labs {
    private static final List<String> PROGRAMS = List.of("pebble", "unbound");

    private Labs() {
    }

    /** A lab in a fresh directory; its far side is not started. */
    static Lab prepare(String name, LabOptions options) throws IOException {
        PROGRAMS.forEach(Labs::need);
        if (options.frontend() == LabOptions.Frontend.PAGEKITE) {
            need("pagekite");
        }
        Path directory = fresh(name);
        Lab lab = new Lab(Path.of(System.getProperty("box.images")).toRealPath(), directory, options);
        lab.cloud().set("zone.ids.per.source", 1000);
        return lab;
    }

    /** @return a directory of the test's own; it is not there yet */
    static Path fresh(String name) throws IOException {
        Path directory = Path.of(System.getProperty("box.labs")).resolve(name);
        remove(directory);
        return directory;
    }

    /** A lab whose far side runs. */
    static Lab start(String name, LabOptions options) throws IOException, InterruptedException {
        Lab lab = prepare(name, options);
        try {
            return lab.start();
        } catch (IOException | InterruptedException | AssertionError e) {
            lab.close();
            throw e;
        }
    }

    /** Says something that stands in the output of the tests: figures, and what is skipped. */
    static void say(String format, Object... values) {
        System.out.println("figure: " + String.format(format, values));
    }

    /** Skips the test, loudly, where a program is missing. */
    static void need(String program) {
        boolean there = Stream.of(System.getenv("PATH").split(":")).anyMatch(each -> Files.isExecutable(Path.of(each, program)));
        if (!there) {
            System.out.println("SKIPPED: the program " + program + " is missing; apt-get install " + program);
        }
        Assumptions.assumeTrue(there, "the program " + program + " is missing");
    }

    private static void remove(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (Stream<Path> files = Files.walk(directory)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        Files.createDirectories(directory.getParent());
    }
}

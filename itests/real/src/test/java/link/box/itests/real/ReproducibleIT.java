package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who has the sources can look whether a release was made of them: another directory, time zone and umask give the same jars. */
class ReproducibleIT {
    private static final Path TOP = Path.of("../..");
    private static final List<String> WHICH = Boolean.getBoolean("box.long") ? List.of() : List.of("-pl", "box.login,sample.device", "-am");
    private static final int MINUTES = 20;

    @TempDir
    Path copy;

    @Test
    void a_second_build_gives_the_same_bundles() throws Exception {
        copySources();
        build();
        Path jars = Path.of(System.getProperty("box.images")).toRealPath().resolve("jars");
        int compared = 0;
        for (Path jar : jars(copy.resolve("bundles"))) {
            Path released = jars.resolve(jar.getFileName());
            if (Files.exists(released)) { // what is only for tests is not released
                assertEquals(-1, Files.mismatch(released, jar), "the first byte of " + jar.getFileName() + " that differs");
                compared++;
            }
        }
        assertTrue(compared >= 3, compared + " jars were compared");
        Labs.say("%d bundles built twice are the same byte for byte", compared);
    }

    private void copySources() throws IOException {
        Files.copy(TOP.resolve("pom.xml"), copy.resolve("pom.xml"));
        try (Stream<Path> files = Files.walk(TOP.resolve("bundles"))) {
            for (Path file : files.filter(path -> !path.toString().contains("/target")).toList()) {
                Path to = copy.resolve(TOP.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(to);
                } else {
                    Files.copy(file, to);
                }
            }
        }
    }

    /** Without the tests of the copy: they are run where it was copied from, and only the jars are compared here. */
    private void build() throws IOException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("sh", "-c", "umask 077; exec mvn -o -B -ntp -q -DskipTests package \"$@\"", "mvn"));
        words.addAll(WHICH);
        ProcessBuilder builder = new ProcessBuilder(words).directory(copy.resolve("bundles").toFile()).redirectErrorStream(true)
                .redirectOutput(copy.resolve("log").toFile());
        builder.environment().put("TZ", "Pacific/Chatham");
        Process maven = builder.start();
        boolean ended = maven.waitFor(MINUTES, TimeUnit.MINUTES);
        maven.destroyForcibly();
        assertTrue(ended && maven.exitValue() == 0, Files.readString(copy.resolve("log")));
    }

    private static List<Path> jars(Path bundles) throws IOException {
        try (Stream<Path> files = Files.walk(bundles)) {
            return files.filter(path -> path.toString().matches(".*/target/link[^/]*\\.jar")).toList();
        }
    }
}

package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A vendor who does what docs/releases.md says, command by command, in a clone that is built. */
class ReleasesGuideIT {
    private static final Path TOP = Path.of("../..");
    private static final Pattern COMMANDS = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final int MINUTES = 10;

    @TempDir
    Path clone;

    /** The real build runs now: what it has made is taken, and looks as if it were fresh. */
    @BeforeEach
    void makeClone() throws Exception {
        for (String directory : List.of("bundles", "features", "runtime", "itests/lab/target/lib", "assembly/target", ".ci")) {
            Files.createDirectories(clone.resolve(directory));
        }
        for (String file : List.of("pom.xml", "release", ".ci/common.sh")) {
            Files.copy(TOP.resolve(file), clone.resolve(file));
        }
        Path images = Path.of(System.getProperty("box.images")).toRealPath();
        assertEquals(0, new ProcessBuilder("cp", "-r", images.resolve("box").toString(), images.resolve("lab").toString(),
                images.resolve("jars").toString(), clone.resolve("assembly/target").toString()).inheritIO().start().waitFor());
        Files.createFile(clone.resolve("assembly/target/.built"));
    }

    @Test
    void every_command_of_the_guide_works_in_its_order() throws Exception {
        String commands = COMMANDS.matcher(Files.readString(TOP.resolve("docs/releases.md"))).results().map(result -> result.group(1))
                .collect(Collectors.joining());
        long releases = commands.lines().filter(line -> line.startsWith("./release make")).count();
        String said = run(commands);
        assertTrue(said.contains("added    link.sample.device 0.1.0\nit goes hot, from release 1"), said);
        assertTrue(said.contains("removed  link.sample.device 0.1.0\nit could go hot, a restart is wanted"), said);
        assertTrue(said.contains("a Box would take release " + releases + " of stable"), said);
        assertTrue(said.strip().endsWith("changes of keys: 2"), said);
        List<MatchResult> verified = Pattern.compile("a Box would take release").matcher(said).results().toList();
        assertEquals(commands.lines().filter(line -> line.startsWith("./release verify")).count(), verified.size(), said);
    }

    private String run(String commands) throws IOException, InterruptedException {
        Path log = clone.resolve("log");
        Process bash = new ProcessBuilder("bash", "-euo", "pipefail", "-c", commands).directory(clone.toFile())
                .redirectErrorStream(true).redirectOutput(log.toFile()).start();
        boolean ended = bash.waitFor(MINUTES, TimeUnit.MINUTES);
        Stream.concat(bash.descendants(), Stream.of(bash.toHandle())).forEach(ProcessHandle::destroyForcibly);
        String said = Files.readString(log, StandardCharsets.UTF_8);
        assertTrue(ended && bash.exitValue() == 0, said);
        return said;
    }
}

package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the start script answers by itself: there is no Java in this image. */
class LaunchTest {
    @TempDir
    Path home;

    private String said;

    @BeforeEach
    void image() throws Exception {
        Files.createDirectories(home.resolve("lib"));
        Files.createFile(home.resolve("lib/jvm.flags"));
        Files.createDirectories(home.resolve("bin"));
        Files.copy(Path.of("../assembly/src/main/bin/launch"), home.resolve("bin/launch"));
    }

    private int run(String image, String word) throws Exception {
        Files.writeString(home.resolve("lib/image.name"), image + "\n");
        ProcessBuilder builder = new ProcessBuilder("sh", home.resolve("bin/launch").toString(), word).redirectErrorStream(true);
        builder.environment().put("BOX_JAVA", "false");
        builder.environment().put("CLOUD_JAVA", "false");
        Process process = builder.start();
        said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(10, TimeUnit.SECONDS));
        return process.exitValue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "-h"})
    void help_is_a_line_for_each_command(String word) throws Exception {
        assertEquals(0, run("box", word));
        for (String command : new String[] {"start", "status", "add-phone", "reset-users", "check", "apply", "rollback", "discover"}) {
            assertTrue(said.contains(command + " "), said);
        }
        assertEquals(8, said.lines().count());
        assertEquals(0, run("cloud", word));
        assertEquals(1, said.lines().count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "add-phone", "reset-users", "check", "apply", "rollback"})
    void a_cloud_refuses_what_only_a_box_can(String word) throws Exception {
        assertEquals(1, run("cloud", word));
        assertEquals("a cloud has no " + word + ": it tells its story in its log\n", said);
    }

    @Test
    void everything_else_is_for_java() throws Exception {
        assertEquals(1, run("box", "status"));
        assertEquals("", said);
    }
}

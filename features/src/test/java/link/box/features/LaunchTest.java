package link.box.features;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The start script, with a program in the place of java that tells how it was called. */
class LaunchTest {
    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"start,-Xmx64m", "status,-Xmx16m", "add-phone,-Xmx16m", "reset-users,-Xmx16m", "check,-Xmx16m",
        "apply,-Xmx16m", "rollback,-Xmx16m", "discover,-Xmx32m"})
    void what_only_asks_takes_little_memory_beside_the_box(String command, String heap) throws Exception {
        assertEquals(List.of(heap), heaps(command));
    }

    private List<String> heaps(String command) throws IOException {
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("lib/image.name"), "box\n");
        Files.writeString(home.resolve("lib/jvm.flags"), "# flags\n-XX:+UseSerialGC -Xmx64m\n");
        Path script = Files.createDirectories(home.resolve("bin")).resolve("box");
        Files.copy(Path.of("../assembly/src/main/bin/launch"), script);
        ProcessBuilder process = new ProcessBuilder("sh", script.toString(), command, "--data", "data");
        process.environment().put("BOX_JAVA", "echo");
        process.environment().remove("BOX_JAVA_OPTS");
        String said = new String(process.redirectErrorStream(true).start().getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return Arrays.stream(said.split("\\s+")).filter(word -> word.startsWith("-Xmx")).toList();
    }
}

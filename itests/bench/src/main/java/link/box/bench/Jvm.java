package link.box.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import link.box.lab.Program;

/** Starts Java programs as the images start theirs. */
public final class Jvm {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** What the start script of an image sets. */
    public static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "1");

    private Jvm() {
    }

    /** @return the command for a class, with the flags of the image {@code lab} below that directory */
    public static List<String> command(Path images, String classPath, Class<?> main, String... words) throws IOException {
        List<String> command = new ArrayList<>(List.of("java"));
        for (String line : Files.readAllLines(images.resolve("lab/lib/jvm.flags"))) {
            if (!line.startsWith("#")) {
                command.addAll(List.of(line.split(" ")));
            }
        }
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(words));
        return command;
    }

    /** Makes a key store with a key as the Box's is (EC, P-256) and its own certificate, for that name and this machine. */
    public static void keys(Path store, String password, String name) throws IOException, InterruptedException {
        Program.start("keytool", store.resolveSibling("keytool.log"), Map.of(), List.of("keytool", "-genkeypair", "-keyalg", "EC",
                "-groupname", "secp256r1", "-dname", "CN=localhost", "-ext", "san=dns:" + name + ",ip:127.0.0.1",
                "-storetype", "PKCS12", "-keystore", store.toString(), "-storepass", password)).waitFor(PATIENCE);
    }
}

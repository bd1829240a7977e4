package link.box.features.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import link.box.common.release.Release;
import link.box.common.release.ReleaseKeys;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** With keys, a channel and what the tool says. */
abstract class OnChannel {
    @TempDir
    Path folder;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();
    Path channel;
    Path jwks;
    String key;

    @BeforeEach
    void begin() throws Exception {
        channel = folder.resolve("channel");
        jwks = folder.resolve("release.jwks");
        key = newKey("keys");
    }

    TinyImage image(String name) throws IOException {
        return new TinyImage(folder.resolve(name));
    }

    void make(TinyImage image, String... more) {
        ok(words(image, more));
    }

    void refused(String why, TinyImage image) {
        assertEquals(1, run(words(image)), said());
        assertTrue(said().contains(why), said());
    }

    String[] words(TinyImage image, String... more) {
        List<String> words = new ArrayList<>(List.of("make", "--image", image.home().toString(), "--channel", channel.toString(),
                "--key", key));
        words.addAll(List.of(more));
        return words.toArray(String[]::new);
    }

    void verify() {
        ok("verify", "--channel", channel.toString(), "--jwks", jwks.toString());
    }

    String newKey(String directory) throws IOException {
        ok("keys", folder.resolve(directory).toString(), "--jwks", jwks.toString());
        return file(directory);
    }

    String newKeyWithout(String directory) throws IOException {
        ok("keys", folder.resolve(directory).toString());
        return file(directory);
    }

    String file(String directory) throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve(directory))) {
            return files.findFirst().orElseThrow().toString();
        }
    }

    Release released() throws IOException {
        return Release.parse(new Channel(channel).payload(ReleaseKeys.chain(jwks, channel.resolve("keys"))).orElseThrow());
    }

    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(channel)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    void ok(String... words) {
        assertEquals(0, run(words), said());
    }

    int run(String... words) {
        said.reset();
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        return ReleaseTool.run(List.of(words), out, out);
    }

    String said() {
        return said.toString(StandardCharsets.UTF_8);
    }
}

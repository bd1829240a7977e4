package link.box.features.release;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import link.box.common.file.DiskWords;
import link.box.common.release.ReleaseKeys;

/** What {@code ./release} runs: {@code keys}, {@code make}, {@code rotate}, {@code verify}; docs/releases.md tells how. */
public final class ReleaseTool {
    private ReleaseTool() {
    }

    /** Exits with 1 if it refuses, with 2 if the words are wrong. */
    public static void main(String[] words) {
        int code = run(List.of(words), System.out, System.err);
        if (code != 0) {
            System.exit(code);
        }
    }

    static int run(List<String> words, PrintStream out, PrintStream errors) {
        try {
            run(words.isEmpty() ? "" : words.get(0), words.subList(Math.min(1, words.size()), words.size()), out);
            return 0;
        } catch (IllegalArgumentException | DateTimeException e) {
            errors.println(e.getMessage());
            return 2;
        } catch (IOException e) {
            errors.println(DiskWords.of(e));
            return 1;
        }
    }

    private static void run(String command, List<String> words, PrintStream out) throws IOException {
        switch (command) {
            case "keys" -> keys(new Options(words, Set.of("--jwks"), Set.of()), out);
            case "make" -> Make.run(new Options(words, Make.VALUED, Make.FLAGS).noWord(), out);
            case "rotate" -> Rotate.run(new Options(words, Rotate.VALUED, Set.of()).noWord(), out);
            case "verify" -> Verify.run(new Options(words, Verify.VALUED, Set.of()).noWord(), out);
            default -> throw new IllegalArgumentException("no command: " + command);
        }
    }

    private static void keys(Options options, PrintStream out) throws IOException {
        Path directory = Path.of(options.word("the directory for the key"));
        Optional<Path> jwks = options.maybe("--jwks").map(any -> options.file("--jwks"));
        KeyFile key = KeyFile.create(directory);
        ReleaseKeys keys = jwks.isPresent() ? ReleaseKeys.ofImage(jwks.get()) : ReleaseKeys.of(Map.of(), 0);
        Map<String, PublicKey> all = new LinkedHashMap<>(keys.keys());
        all.put(key.kid(), key.publicKey());
        byte[] set = ReleaseKeys.of(all, keys.number()).payload();
        if (jwks.isPresent()) {
            Channel.publish(jwks.get(), set);
            out.println(key.kid() + " is in " + jwks.get());
        } else {
            out.println(new String(set, StandardCharsets.UTF_8));
        }
    }
}

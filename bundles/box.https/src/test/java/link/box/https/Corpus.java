package link.box.https;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import link.box.testing.Fuzz;

/** What the gate's fuzz tests start from. */
public final class Corpus {
    private Corpus() {
    }

    public static Fuzz fuzz(long seed) throws IOException {
        try (InputStream in = Corpus.class.getResourceAsStream("/link/box/https/gate/corpus.txt")) {
            return new Fuzz(seed, new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
        }
    }
}

package link.box.common.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever a channel sends: a message for people, or what the vendor signed, and nothing between. */
class ReleaseFuzzTest {
    private static final int ROUNDS = Boolean.getBoolean("box.long") ? 300_000 : 3_000;

    @TempDir
    Path folder;
    private final Random random = new Random(7);
    private final Release release = Vendor.release(42, Vendor.bundle("a.b", "1.0.0"), Vendor.bundle("link.box.login", "0.1.1"));
    private byte[] document;
    private ReleaseKeys keys;

    @BeforeEach
    void sign() throws Exception {
        KeyPair pair = Vendor.key();
        document = Vendor.sign(release, pair);
        keys = ReleaseKeys.ofImage(Vendor.jwks(folder.resolve("jwks"), 0, pair));
    }

    @Test
    void a_document_that_was_changed_is_refused_or_says_the_same() throws Exception {
        int refused = 0;
        for (int i = 0; i < ROUNDS; i++) {
            try {
                assertArrayEquals(release.payload(), keys.verify(changed(document), Release.TYPE));
            } catch (IOException e) {
                assertTrue(!e.getMessage().isEmpty() && e.getMessage().length() < 400, e.getMessage());
                refused++;
            }
        }
        assertTrue(refused > ROUNDS / 2, refused + " of " + ROUNDS + " were refused");
    }

    @Test
    void a_payload_that_was_changed_is_a_release_within_its_bounds_or_none() {
        int read = 0;
        for (int i = 0; i < ROUNDS; i++) {
            try {
                Release other = Release.parse(changed(release.payload()));
                assertEquals(other, Release.parse(other.payload()));
                read++;
            } catch (IOException e) {
                assertTrue(!e.getMessage().isEmpty() && e.getMessage().length() < 400, e.getMessage());
            }
        }
        assertTrue(read > 0 && read < ROUNDS, read + " of " + ROUNDS + " were read");
    }

    /** @return the bytes with some flipped, some gone, some twice, or cut off */
    private byte[] changed(byte[] bytes) {
        byte[] changed = bytes.clone();
        for (int i = random.nextInt(3); i >= 0; i--) {
            int at = random.nextInt(changed.length);
            int to = at + random.nextInt(changed.length - at);
            switch (random.nextInt(5)) {
                case 0, 1 -> changed[at] ^= (byte) (1 << random.nextInt(8));
                case 2 -> changed[at] = (byte) "\"{}[],:0-\\x".charAt(random.nextInt(11));
                case 3 -> changed = Arrays.copyOf(changed, Math.max(1, at));
                default -> System.arraycopy(bytes, random.nextInt(bytes.length - (to - at)), changed, at, to - at);
            }
        }
        return changed;
    }
}

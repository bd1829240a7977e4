package link.box.features.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import link.box.common.release.ReleaseKeys;
import org.junit.jupiter.api.Test;

/** Another release key in the place of one that is old, or lost. */
class RotationTest extends OnChannel {
    @Test
    void a_rotated_key_is_followed_by_old_boxes_and_new_images() throws Exception {
        make(image("one").bundle("a", "1.0.0"));
        Path old = Files.copy(jwks, folder.resolve("flashed.jwks"));
        String next = newKeyWithout("next");
        rotate(key, next, "--drop", kid(key));
        assertEquals(List.of(kid(next)), List.copyOf(ReleaseKeys.ofImage(jwks).keys().keySet()));
        verify();
        jwks = old;
        verify();
        assertTrue(said().contains("changes of keys: 1"), said());
        key = next;
        make(image("two").bundle("a", "1.0.1"));
        verify();
    }

    @Test
    void a_lost_key_is_replaced_by_the_spare_one() throws Exception {
        String spare = newKey("spare");
        make(image("one").bundle("a", "1.0.0"));
        Path old = Files.copy(jwks, folder.resolve("flashed.jwks"));
        String next = newKeyWithout("next");
        rotate(spare, next, "--drop", kid(key));
        jwks = old;
        verify();
        key = spare;
        make(image("two").bundle("a", "1.0.1"));
        verify();
    }

    @Test
    void either_key_that_counts_signs_the_next_release() throws Exception {
        String spare = newKey("spare");
        TinyImage one = image("one").bundle("a", "1.0.0");
        Files.copy(jwks, one.home().resolve("etc/release.jwks"));
        make(one);
        key = spare;
        TinyImage two = image("two").bundle("a", "1.0.1");
        Files.copy(jwks, two.home().resolve("etc/release.jwks"));
        make(two);
        verify();
        assertTrue(said().contains("release 2"), said());
    }

    @Test
    void a_key_that_does_not_count_signs_nothing() throws Exception {
        TinyImage image = image("one").bundle("a", "1.0.0");
        Files.copy(jwks, image.home().resolve("etc/release.jwks"));
        make(image);
        String stranger = newKeyWithout("stranger");
        refusedRotation(stranger, newKeyWithout("next"));
        key = stranger;
        refused("no Box would believe this release", image);
    }

    private void rotate(String with, String next, String... more) {
        List<String> words = new ArrayList<>(List.of("rotate", "--channel", channel.toString(), "--jwks", jwks.toString(), "--key", with,
                "--new", next));
        words.addAll(List.of(more));
        ok(words.toArray(String[]::new));
    }

    private void refusedRotation(String with, String next) {
        assertEquals(1, run("rotate", "--channel", channel.toString(), "--jwks", jwks.toString(), "--key", with, "--new", next));
        assertTrue(said().contains("signed by none of the release keys"), said());
    }

    private static String kid(String file) {
        return Path.of(file).getFileName().toString().replace(".key", "");
    }
}

package link.box.features.release;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import link.box.common.release.Archive;
import link.box.common.release.Release;
import link.box.common.release.ReleaseKeys;
import org.junit.jupiter.api.Test;

class ReleaseToolTest extends OnChannel {
    private static final String EXPORT = "Export-Package: lamp.shade;version=1.0.0";
    private static final String IMPORT = "Import-Package: lamp.shade;version=\"[1.0,2)\"";

    @Test
    void a_key_is_for_its_owner_alone_and_a_second_one_comes_beside_it() throws Exception {
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(Path.of(key))));
        newKey("spare");
        assertEquals(2, ReleaseKeys.ofImage(jwks).keys().size());
        ok("keys", folder.resolve("third").toString());
        assertTrue(said().contains("\"kty\":\"OKP\"") && !said().contains("\"d\""), said());
    }

    @Test
    void the_first_release_names_what_the_image_runs_and_a_box_would_take_it() throws Exception {
        make(image("one").bundle("a", "1.0.0").bundle("b", "2.0.0"));
        Release release = released();
        assertEquals(1, release.sequence());
        assertEquals(List.of("a", "b"), release.bundles().stream().map(bundle -> bundle.name()).toList());
        assertEquals("tiny", release.bundles().get(0).feature());
        assertEquals("0.1.0", release.launcher());
        verify();
        assertTrue(said().contains("a Box would take release 1 of stable, 2 bundles"), said());
    }

    @Test
    void everybody_can_read_what_is_published() throws Exception {
        make(image("one").bundle("a", "1.0.0"));
        for (Path file : files()) {
            assertEquals("rw-r--r--", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file.toString());
        }
        assertEquals(2, files().size(), "nothing else is left there");
    }

    @Test
    void the_next_release_says_what_was_added_removed_and_updated() throws Exception {
        make(image("one").bundle("a", "1.0.0").bundle("b", "1.0.0").bundle("c", "1.0.0"));
        make(image("two").bundle("a", "1.0.0").bundle("b", "1.0.1").bundle("d", "1.0.0"));
        for (String line : List.of("added    d 1.0.0", "removed  c 1.0.0", "updated  b 1.0.0 -> 1.0.1", "it goes hot, from release 1")) {
            assertTrue(said().contains(line), said());
        }
        assertEquals(2, released().sequence());
        assertTrue(!released().restart());
        verify();
    }

    @Test
    void other_bytes_under_the_same_version_are_pointed_out() throws Exception {
        make(image("one").bundle("a", "1.0.0"));
        make(image("two").bundle("a", "1.0.0", "Bundle-Vendor: somebody"));
        assertTrue(said().contains("updated  a 1.0.0 -> 1.0.0 (other bytes under the same version)"), said());
    }

    @Test
    void what_others_are_wired_to_takes_a_restart_and_who_is_wired_does_not() throws Exception {
        make(image("one").bundle("shade", "1.0.0", EXPORT).bundle("lamp", "1.0.0", IMPORT).bundle("bell", "1.0.0"));
        make(image("two").bundle("shade", "1.0.0", EXPORT).bundle("lamp", "1.0.1", IMPORT).bundle("bell", "1.0.1"));
        assertTrue(said().contains("it goes hot, from release 1"), said());
        make(image("three").bundle("shade", "1.0.1", EXPORT).bundle("lamp", "1.0.1", IMPORT).bundle("bell", "1.0.1"));
        assertTrue(said().contains("it takes a restart: with shade it would also stop lamp"), said());
        assertTrue(released().restart());
    }

    @Test
    void what_everything_stands_on_takes_a_restart_and_a_vendor_may_want_one() throws Exception {
        make(image("one").bundle("link.box.api", "1.0.0"));
        make(image("two").bundle("link.box.api", "1.0.1"));
        assertTrue(said().contains("it takes a restart: link.box.api changes"), said());
        make(image("three").bundle("link.box.api", "1.0.1").bundle("a", "1.0.0"), "--restart");
        assertTrue(said().contains("it could go hot, a restart is wanted") && released().restart(), said());
    }

    @Test
    void a_set_that_does_not_fit_together_is_not_released() throws Exception {
        refused("lamp would not start", image("one").bundle("lamp", "1.0.0", IMPORT));
        assertTrue(said().contains("lamp.shade"), said());
        refused("named twice", image("same").bundle("a", "1.0.0").bundle("a", "1.0.0"));
        refused("fragments are not taken", image("two").bundle("a", "1.0.0").bundle("b", "1.0.0", "Fragment-Host: a"));
        assertTrue(Files.notExists(channel.resolve("release.json")));
    }

    @Test
    void a_bundle_that_exports_what_another_one_or_the_framework_does_is_not_released() throws Exception {
        String copy = "Export-Package: jakarta.servlet;version=6.2";
        refused("the package jakarta.servlet is exported by link.box.page and lamp",
                image("one").bundle("link.box.page", "1.0.0", "Export-Package: jakarta.servlet;version=6.1").bundle("lamp", "1.0.0", copy));
        refused("the package org.osgi.framework is exported by the framework and lamp",
                image("two").bundle("lamp", "1.0.0", "Export-Package: org.osgi.framework;version=9"));
        assertTrue(Files.notExists(channel.resolve("release.json")));
        make(image("three").bundle("lamp", "1.0.0", copy));
    }

    @Test
    void an_older_bundle_has_to_be_meant_and_stays_meant_while_it_stays() throws Exception {
        make(image("one").bundle("a", "1.0.1"));
        refused("a would be older than in release 1", image("two").bundle("a", "1.0.0"));
        make(image("three").bundle("a", "1.0.0"), "--downgrade", "a");
        make(image("four").bundle("a", "1.0.0").bundle("b", "1.0.0"));
        assertEquals(Set.of("a"), released().downgrades());
        make(image("five").bundle("a", "1.0.2").bundle("b", "1.0.0"));
        assertEquals(Set.of(), released().downgrades());
    }

    @Test
    void the_same_image_and_time_give_the_same_bytes() throws Exception {
        make(image("one").bundle("a", "1.0.0"), "--released", "2026-11-29T00:00:00Z");
        byte[] first = Files.readAllBytes(channel.resolve("release.json"));
        channel = folder.resolve("again");
        make(image("one").bundle("a", "1.0.0"), "--released", "2026-11-29T00:00:00Z");
        assertArrayEquals(first, Files.readAllBytes(channel.resolve("release.json")));
    }

    @Test
    void a_channel_that_somebody_has_changed_is_not_gone_on_with() throws Exception {
        make(image("one").bundle("a", "1.0.0"));
        for (Path file : files()) {
            byte[] bytes = Files.readAllBytes(file);
            byte[] other = bytes.clone();
            other[bytes.length / 2] ^= 4;
            Files.write(file, other);
            assertEquals(1, run("verify", "--channel", channel.toString(), "--jwks", jwks.toString()), said());
            Files.write(file, bytes);
        }
        Files.writeString(channel.resolve("release.json"), "<html>");
        refused("cannot be believed", image("two").bundle("a", "1.0.1"));
    }

    @Test
    void a_release_whose_bundles_cannot_be_written_is_not_announced() throws Exception {
        make(image("one").bundle("a", "1.0.0"));
        TinyImage next = image("two").bundle("a", "1.0.1");
        Path inTheWay = new Channel(channel).bundle(Archive.sha256(next.home().resolve("bundles/a-1.0.1.jar")));
        Files.createDirectories(inTheWay.resolveSibling(inTheWay.getFileName() + ".whole"));
        refused("Is a directory", next);
        assertEquals(1, released().sequence());
        verify();
    }

    @Test
    void an_expired_release_is_pointed_out() throws Exception {
        make(image("one").bundle("a", "1.0.0"), "--released", "2026-01-01T00:00:00Z", "--days", "1");
        assertEquals(1, run("verify", "--channel", channel.toString(), "--jwks", jwks.toString()));
        assertTrue(said().contains("has expired on 2026-01-02"), said());
    }

    @Test
    void wrong_words_are_told_and_nothing_is_done() throws Exception {
        String image = image("one").bundle("a", "1.0.0").home().toString();
        for (String words : List.of("", "sign", "keys", "make", "make --image", "make --image . --image .", "verify --now", "verify there",
                "make --channel c --image " + image, "make --channel c --key " + key + " --days 1.5 --image " + image)) {
            assertEquals(2, run(words.split(" ")), words + said());
        }
        assertTrue(Files.notExists(channel));
    }

    @Test
    void a_path_to_the_wrong_thing_is_told_by_its_name() throws Exception {
        TinyImage image = image("one").bundle("a", "1.0.0");
        String keys = Path.of(key).getParent().toString();
        assertEquals(2, run("make", "--channel", channel.toString(), "--key", keys, "--image", image.home().toString()));
        assertEquals("--key " + keys + " is a directory; it takes the file in it", said().strip());
        assertEquals(2, run("keys", folder.resolve("spare").toString(), "--jwks", keys));
        assertTrue(said().contains("--jwks " + keys + " is a directory") && Files.notExists(folder.resolve("spare")), said());
        assertEquals(1, run("make", "--channel", channel.toString(), "--key", key + "s", "--image", image.home().toString()));
        assertEquals("there is no " + key + "s", said().strip());
        assertEquals(1, run("make", "--channel", channel.toString(), "--key", key, "--image", keys));
        assertEquals(keys + " is no image of the Box: it has no lib/bundles.list", said().strip());
        assertTrue(Files.notExists(channel));
    }

    @Test
    void a_release_of_the_same_bundles_says_so() throws Exception {
        make(image("one").bundle("a", "1.0.0"));
        make(image("again").bundle("a", "1.0.0"));
        assertTrue(said().contains("the bundles of release 1 as they are"), said());
        assertEquals(2, released().sequence());
    }
}

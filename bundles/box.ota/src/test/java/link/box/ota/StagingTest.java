package link.box.ota;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import link.box.common.release.NamedBundle;
import link.box.common.release.ReleaseFiles;
import link.box.ota.channel.Channel;
import link.box.ota.channel.DirectoryChannel;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {
    @TempDir
    Path folder;
    private final List<String> fetched = new ArrayList<>();
    private Vendor vendor;
    private ReleaseFiles files;
    private long free = 1L << 30;

    @BeforeEach
    void publish() throws Exception {
        vendor = new Vendor(folder.resolve("channel"));
        files = new ReleaseFiles(folder.resolve("data"));
    }

    private void stage(long sequence, NamedBundle... bundles) throws IOException {
        Channel inner = new DirectoryChannel(vendor.channel);
        Channel counted = new Channel() {
            @Override
            public Optional<byte[]> release() throws IOException {
                return inner.release();
            }

            @Override
            public Optional<byte[]> keys(int number) throws IOException {
                return inner.keys(number);
            }

            @Override
            public void fetch(NamedBundle bundle, Path part) throws IOException {
                fetched.add(bundle.name());
                if (Files.notExists(part) || Files.size(part) < bundle.size()) { // as on the web
                    inner.fetch(bundle, part);
                }
            }

            @Override
            public void stop() {
                inner.stop();
            }
        };
        Offer offer = new Offer(vendor.publish(sequence, bundles), inner.release().orElseThrow());
        new Staging(files, folder.resolve("home"), any -> free).stage(offer, counted);
    }

    @Test
    void all_that_the_image_does_not_hold_is_fetched_once_and_kept_as_it_is() throws Exception {
        NamedBundle flashed = vendor.bundle("in.image", "1.0");
        NamedBundle one = vendor.bundle("a.b", "1.0");
        NamedBundle two = vendor.bundle("a.c", "1.0");
        vendor.image(folder.resolve("home"), "2 in.image.jar " + flashed.sha256() + " in.image 1.0");
        stage(1, flashed, one, two);
        assertEquals(List.of("a.b", "a.c"), fetched);
        assertArrayEquals(Files.readAllBytes(vendor.file(one)), Files.readAllBytes(files.stored(one.sha256())));
        assertFalse(Files.exists(files.part(one.sha256())));
        assertArrayEquals(Files.readAllBytes(vendor.channel.resolve("release.json")), Files.readAllBytes(files.document(1)));
        stage(2, flashed, one, two);
        assertEquals(2, fetched.size());
    }

    @Test
    void what_is_not_byte_for_byte_what_is_named_is_thrown_away() throws Exception {
        vendor.image(folder.resolve("home"));
        NamedBundle named = vendor.bundle("a.b", "1.0");
        byte[] jar = Files.readAllBytes(vendor.file(named));
        jar[jar.length / 2] ^= 1;
        Files.write(vendor.file(named), jar);
        assertTrue(assertThrows(Refused.class, () -> stage(1, named)).getMessage().contains("another SHA-256"));
        NamedBundle swapped = vendor.put("a.b", "1.1", Vendor.jar("a.c", "1.1", 100));
        assertTrue(assertThrows(Refused.class, () -> stage(2, swapped)).getMessage().contains("its manifest says that it is a.c"));
        Files.write(vendor.file(named), Arrays.copyOf(jar, jar.length - 1));
        assertTrue(assertThrows(IOException.class, () -> stage(3, named)).getMessage().contains("and the release names"));
        try (var left = Files.list(folder.resolve("data/store"))) {
            assertEquals(List.of(), left.toList());
        }
    }

    @Test
    void what_a_power_cut_has_spoiled_is_fetched_again_before_the_vendor_is_blamed() throws Exception {
        vendor.image(folder.resolve("home"));
        NamedBundle one = vendor.bundle("a.b", "1.0");
        spoil(1, one);
        stage(1, one);
        assertEquals(List.of("a.b", "a.b"), fetched);
        assertArrayEquals(Files.readAllBytes(vendor.file(one)), Files.readAllBytes(files.stored(one.sha256())));
        NamedBundle two = vendor.bundle("a.c", "1.0");
        Files.write(vendor.file(two), new byte[(int) two.size()]);
        spoil(2, two);
        assertThrows(Refused.class, () -> stage(2, two));
        assertEquals(List.of("a.b", "a.b", "a.c", "a.c"), fetched);
    }

    /** Leaves a part of a release that has its length, and none of its bytes. */
    private void spoil(long sequence, NamedBundle bundle) throws IOException {
        Files.createDirectories(folder.resolve("data/store"));
        Files.createDirectories(folder.resolve("data/sets"));
        vendor.publish(sequence, bundle);
        Files.copy(vendor.channel.resolve("release.json"), files.document(sequence)); // what it names stays
        Files.write(files.part(bundle.sha256()), new byte[(int) bundle.size()]);
    }

    @Test
    void a_name_that_the_image_knows_by_another_one_is_refused() throws Exception {
        NamedBundle flashed = vendor.bundle("in.image", "1.0");
        vendor.image(folder.resolve("home"), "2 in.image.jar " + flashed.sha256() + " in.image 1.1");
        assertTrue(assertThrows(Refused.class, () -> stage(1, flashed)).getMessage().contains("in.image 1.0 what is in.image 1.1"));
    }

    @Test
    void a_bundle_that_a_disk_has_damaged_is_fetched_again() throws Exception {
        vendor.image(folder.resolve("home"));
        NamedBundle one = vendor.bundle("a.b", "1.0");
        stage(1, one);
        Files.write(files.stored(one.sha256()), new byte[100]);
        stage(1, one);
        assertEquals(2, fetched.size());
        assertArrayEquals(Files.readAllBytes(vendor.file(one)), Files.readAllBytes(files.stored(one.sha256())));
    }

    @Test
    void without_room_nothing_is_fetched_and_what_is_missing_is_said() throws Exception {
        vendor.image(folder.resolve("home"));
        NamedBundle one = vendor.bundle("a.b", "1.0");
        free = one.size() + (4 << 20) - 1;
        String words = assertThrows(IOException.class, () -> stage(1, one)).getMessage();
        assertTrue(words.contains("no room") && words.contains("nothing was changed"), words);
        assertEquals(List.of(), fetched);
        free++;
        stage(1, one);
        assertEquals(List.of("a.b"), fetched);
    }

    @Test
    void a_disk_that_is_full_in_the_middle_gets_its_space_back_and_is_said() throws Exception {
        vendor.image(folder.resolve("home"));
        NamedBundle one = vendor.bundle("a.b", "1.0");
        Files.createDirectories(folder.resolve("data/store"));
        Files.createDirectories(folder.resolve("data/sets"));
        vendor.publish(1, one);
        Files.copy(vendor.channel.resolve("release.json"), files.document(1)); // what it names stays
        Files.createSymbolicLink(files.part(one.sha256()), Path.of("/dev/full"));
        free = 1L << 30;
        String words = assertThrows(IOException.class, () -> stage(1, one)).getMessage();
        assertTrue(words.contains("No space left on device"), words);
        assertFalse(Files.exists(files.part(one.sha256()), LinkOption.NOFOLLOW_LINKS));
        stage(1, one);
    }

    @Test
    void what_came_for_a_release_that_was_withdrawn_makes_room() throws Exception {
        vendor.image(folder.resolve("home"));
        NamedBundle one = vendor.bundle("a.b", "1.0");
        NamedBundle both = vendor.bundle("a.c", "1.0");
        NamedBundle two = vendor.bundle("a.b", "1.1");
        stage(1, one, both);
        stage(2, two, both);
        assertFalse(Files.exists(files.stored(one.sha256())));
        assertTrue(Files.exists(files.stored(two.sha256())));
        assertEquals(List.of("a.b", "a.c", "a.b"), fetched);
    }

    @Test
    void an_image_whose_list_is_not_whole_is_said() throws Exception {
        vendor.image(folder.resolve("home"), "2 a.jar");
        NamedBundle one = vendor.bundle("a.b", "1.0");
        assertTrue(assertThrows(IOException.class, () -> stage(1, one)).getMessage().contains("the image is not whole"));
    }
}

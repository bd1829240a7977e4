package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import link.box.common.image.BundleFile;
import link.box.common.image.Quarantined;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {
    @TempDir
    Path folder;

    private static BundleFile bundle(String name, int content) {
        return new BundleFile(2, Path.of(name + ".jar"), String.valueOf(content).repeat(64), name, "1.0." + content);
    }

    private Quarantine quarantine() {
        return new Quarantine(folder.resolve("data/link.box.ota"));
    }

    private Path list() throws IOException {
        return Files.createDirectories(folder.resolve("data/link.box.ota")).resolve("quarantine");
    }

    private Bundles bundles() throws Exception {
        return new Bundles(folder, Jar.of("link.box.core"), Jar.of("lamp").header("Export-Package", "light"),
                Jar.of("door").header("Import-Package", "light"), Jar.of("gate"));
    }

    @Test
    void what_hangs_is_left_out_from_then_on_and_its_next_version_is_not() throws Exception {
        quarantine().add(bundle("lamp", 1), "it hung");
        quarantine().add(bundle("lamp", 1), "it hung again");
        assertTrue(quarantine().holds(bundle("lamp", 1)));
        assertFalse(quarantine().holds(bundle("lamp", 3)));
        assertFalse(quarantine().holds(bundle("door", 1)));
        assertEquals("lamp " + "1".repeat(64) + " it hung again\n", Files.readString(list()));
    }

    @Test
    void who_needs_it_is_left_out_with_it_and_that_is_told() throws Exception {
        try (Bundles bundles = bundles()) {
            BundleFile lamp = bundles.get("lamp").file();
            quarantine().add(lamp, "it hung");
            quarantine().keepFrom(bundles.container);
            assertEquals(List.of("link.box.core", "gate"), bundles.names());
            assertEquals(List.of(lamp.sha256()), Quarantined.leftOut());
            assertEquals(List.of("door"), Quarantined.stranded());
        }
        Files.delete(list());
        try (Bundles bundles = bundles()) {
            quarantine().keepFrom(bundles.container);
            assertEquals(4, bundles.names().size());
            assertEquals(List.of(), Quarantined.leftOut());
            assertEquals(List.of(), Quarantined.stranded());
        }
    }

    @Test
    void the_products_own_are_never_left_out() throws Exception {
        try (Bundles bundles = bundles()) {
            quarantine().add(bundles.get("link.box.core").file(), "somebody wrote so");
            quarantine().keepFrom(bundles.container);
            assertEquals(4, bundles.names().size());
        }
    }

    @Test
    void all_versions_of_one_are_let_in_again_and_the_others_are_not() throws Exception {
        assertFalse(quarantine().readmit("lamp"));
        quarantine().add(bundle("lamp", 1), "it hung");
        quarantine().add(bundle("lamp", 2), "it hung");
        quarantine().add(bundle("door", 1), "it hung");
        assertTrue(quarantine().readmit("lamp"));
        assertFalse(quarantine().readmit("lamp"));
        assertFalse(quarantine().holds(bundle("lamp", 2)));
        assertTrue(quarantine().holds(bundle("door", 1)));
    }

    @Test
    void a_list_that_root_writes_is_the_boxs_from_the_first_moment_so_that_no_link_can_take_its_place() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root may give a file away");
        UserPrincipal user = folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName("nobody");
        quarantine().add(bundle("lamp", 0), "it hung");
        Files.setOwner(list().getParent(), user);
        Files.setOwner(list(), user);
        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Boolean> roots = CompletableFuture.supplyAsync(() -> seen(over));
        for (int times = 1; times <= 50; times++) {
            Files.writeString(list(), Files.readString(list()) + bundle("lamp" + times, 1).name() + " " + "1".repeat(64) + " it hung\n");
            assertTrue(quarantine().readmit("lamp" + times));
        }
        over.set(true);
        assertFalse(roots.get(10, TimeUnit.SECONDS), "the list was root's for a moment, and what is root's is given away by its name");
        assertEquals(user, Files.getOwner(list()));
    }

    /** @return whether the list was root's once */
    private boolean seen(AtomicBoolean over) {
        try {
            boolean roots = false;
            while (!over.get()) {
                roots |= "root".equals(Files.getOwner(list(), LinkOption.NOFOLLOW_LINKS).getName());
            }
            return roots;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void a_list_that_is_of_no_use_leaves_nothing_out() throws Exception {
        for (String rubbish : List.of("rubbish\n\n", "lamp 1 short\n", "x".repeat(1 << 20))) {
            Files.writeString(list(), rubbish);
            assertFalse(quarantine().holds(bundle("lamp", 1)));
        }
    }

    @Test
    void the_newest_fifty_are_kept() throws Exception {
        for (int i = 0; i < 60; i++) {
            quarantine().add(bundle("lamp" + i, 1), "it hung");
        }
        List<String> lines = Files.readAllLines(list());
        assertEquals(50, lines.size());
        assertEquals("lamp59", lines.get(49).split(" ")[0]);
    }

    @Test
    void who_cannot_be_noted_is_told() throws Exception {
        Files.writeString(folder.resolve("data"), "a file in the way");
        assertThrows(IOException.class, () -> quarantine().add(bundle("lamp", 1), "it hung"));
    }
}

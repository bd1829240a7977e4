package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import link.box.common.image.BundleFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuarantineTest {
    @TempDir
    Path folder;

    private static BundleFile bundle(String name, int content) {
        return new BundleFile(2, Path.of(name + ".jar"), String.valueOf(content).repeat(64), name, "1.0." + content);
    }

    private Quarantine quarantine() {
        return new Quarantine(folder.resolve("link.box.ota"));
    }

    @Test
    void what_hangs_is_left_out_from_then_on_and_everything_else_and_its_next_version_are_not() throws Exception {
        List<BundleFile> all = List.of(bundle("lamp", 1), bundle("door", 2));
        assertEquals(all, quarantine().without(all));
        quarantine().add(bundle("lamp", 1), "it hung");
        quarantine().add(bundle("lamp", 1), "it hung again");
        assertEquals(List.of(bundle("door", 2)), quarantine().without(all));
        assertEquals(List.of(bundle("lamp", 3)), quarantine().without(List.of(bundle("lamp", 3))));
        assertEquals("lamp " + "1".repeat(64) + " it hung again\n", Files.readString(folder.resolve("link.box.ota/quarantine")));
    }

    @Test
    void the_products_own_are_never_left_out() throws Exception {
        quarantine().add(bundle("link.box.https", 1), "somebody wrote so");
        assertEquals(List.of(bundle("link.box.https", 1)), quarantine().without(List.of(bundle("link.box.https", 1))));
    }

    @Test
    void a_list_that_is_of_no_use_leaves_nothing_out() throws Exception {
        Path file = Files.createDirectories(folder.resolve("link.box.ota")).resolve("quarantine");
        for (String rubbish : List.of("rubbish\n\n", "lamp 1 short\n", "x".repeat(1 << 20))) {
            Files.writeString(file, rubbish);
            assertEquals(List.of(bundle("lamp", 1)), quarantine().without(List.of(bundle("lamp", 1))));
        }
    }

    @Test
    void the_newest_fifty_are_kept() throws Exception {
        for (int i = 0; i < 60; i++) {
            quarantine().add(bundle("lamp" + i, 1), "it hung");
        }
        List<String> lines = Files.readAllLines(folder.resolve("link.box.ota/quarantine"));
        assertEquals(50, lines.size());
        assertEquals("lamp59", lines.get(49).split(" ")[0]);
    }

    @Test
    void who_cannot_be_noted_is_told() throws Exception {
        Files.writeString(folder.resolve("link.box.ota"), "a file in the way");
        assertThrows(IOException.class, () -> quarantine().add(bundle("lamp", 1), "it hung"));
    }
}

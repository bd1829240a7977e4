package link.box.common.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BundleFileTest {
    private static final String SHA256 = "0123456789abcdef".repeat(4);

    @TempDir
    Path home;

    private List<BundleFile> read(String list) throws IOException {
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("lib/bundles.list"), list);
        return BundleFile.of(home);
    }

    @Test
    void an_image_lists_its_bundles_in_their_order() throws Exception {
        List<BundleFile> all = read("1 scr-2.2.18.jar " + SHA256 + " org.apache.felix.scr 2.2.18\n2 b.jar " + SHA256 + " link.box.b 0.1.0.x\n");
        assertEquals(new BundleFile(1, home.resolve("bundles/scr-2.2.18.jar"), SHA256, "org.apache.felix.scr", "2.2.18"), all.get(0));
        assertFalse(all.get(0).ours());
        assertTrue(all.get(1).ours());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1 b.jar", "1 ../b.jar SHA b 1", "x b.jar SHA b 1", "1 b.jar SHA b", "1 b.jar SHA b 1 more", "1 b.jar 00 b 1", " "})
    void a_line_that_is_not_whole_is_refused_and_told(String line) {
        String said = assertThrows(IOException.class, () -> read(line.replace("SHA", SHA256))).getMessage();
        assertTrue(said.contains(line.replace("SHA", SHA256)), said);
    }

    @Test
    void an_image_without_a_list_is_none() {
        assertThrows(IOException.class, () -> BundleFile.of(home));
    }
}

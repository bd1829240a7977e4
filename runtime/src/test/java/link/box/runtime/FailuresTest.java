package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FailuresTest {
    @TempDir
    Path folder;

    @Test
    void failures_in_a_row_are_counted_for_one_set() {
        Failures failures = new Failures(folder);
        assertEquals(0, failures.of(41));
        assertTrue(failures.add(41));
        assertTrue(new Failures(folder).add(41));
        assertEquals(2, failures.of(41));
        assertTrue(failures.add(42));
        assertEquals(0, failures.of(41));
        assertEquals(1, failures.of(42));
        failures.over();
        failures.over();
        assertEquals(0, failures.of(42));
    }

    @Test
    void of_the_image_none_is_counted_and_what_cannot_be_noted_is_told() throws Exception {
        assertFalse(new Failures(folder).add(0));
        Flashed.block(folder.resolve("failed"));
        assertFalse(new Failures(folder).add(41));
    }

    @Test
    void rubbish_is_none() throws Exception {
        for (String rubbish : new String[] {"", "41", "41 x", "x".repeat(1000)}) {
            Files.writeString(folder.resolve("failed"), rubbish);
            assertEquals(0, new Failures(folder).of(41));
        }
    }
}

package link.box.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import link.box.testing.Made;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownTest {
    @TempDir
    Path directory;

    @Test
    void what_is_remembered_is_there_the_next_time_and_for_this_user_only() throws Exception {
        Claim box = Claims.of(Made.selfSigned("box"), "box-abc.local", "192.168.1.20");
        Known first = known();
        first.remember(box);
        first.save();
        assertEquals(box.fingerprint(), known().byId(box.id()).orElseThrow().fingerprint());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(known().path())));
    }

    @Test
    void a_box_is_forgotten_by_the_beginning_of_its_id_if_that_is_one_boxs_only() throws Exception {
        Known known = known();
        known.remember(Claims.of("ab" + "c".repeat(50), "0".repeat(64), "box-1.local", "192.168.1.20"));
        known.remember(Claims.of("ab" + "d".repeat(50), "1".repeat(64), "box-2.local", "192.168.1.21"));
        assertThrows(IllegalArgumentException.class, () -> known.forget("ab"));
        assertFalse(known.forget("x"));
        assertTrue(known.forget("abc"));
        known.save();
        assertTrue(known().byId("ab" + "c".repeat(50)).isEmpty());
        assertTrue(known().byId("ab" + "d".repeat(50)).isPresent());
    }

    @Test
    void there_is_room_for_many_and_not_for_any_number() throws Exception {
        Known known = known();
        for (int i = 0; i < 256; i++) {
            known.remember(Claims.of("%040x".formatted(i), "%064x".formatted(i), "box-" + i + ".local", "10.0.0." + i));
        }
        Claim more = Claims.of("%040x".formatted(256), "%064x".formatted(256), "box-256.local", "10.0.1.0");
        assertFalse(known.remember(more));
        assertTrue(assertThrows(IOException.class, known::save).getMessage().contains("--forget"));
        assertTrue(known().byId("%040x".formatted(255)).isPresent() && known().byId(more.id()).isEmpty());
    }

    @Test
    void a_damaged_file_is_told_and_never_taken_for_an_empty_one() throws Exception {
        Files.writeString(known().path(), "version: 1\nsha256: " + "0".repeat(64) + "\nnonsense\n");
        assertTrue(assertThrows(IOException.class, this::known).getMessage().contains("damaged"));
    }

    @Test
    void the_file_is_where_programs_keep_their_state() {
        assertEquals(Path.of("/s/box/known"), Known.place(Map.of("XDG_STATE_HOME", "/s", "HOME", "/h")));
        assertEquals(Path.of("/h/.local/state/box/known"), Known.place(Map.of("XDG_STATE_HOME", "relative", "HOME", "/h")));
        assertEquals(Path.of("/h/.local/state/box/known"), Known.place(Map.of("HOME", "/h")));
    }

    private Known known() throws IOException {
        return new Known(directory.resolve("known"));
    }
}

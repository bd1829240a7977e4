package link.box.common.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptFileTest {
    @TempDir
    Path folder;
    private final List<String> damages = new ArrayList<>();
    private Path current;
    private Path previous;
    private KeptFile file;

    @BeforeEach
    void make() {
        current = folder.resolve("kept/note.json");
        previous = folder.resolve("kept/note.previous.json");
        file = new KeptFile(current, 1024);
    }

    @Test
    void what_was_never_written_is_empty() throws Exception {
        assertEquals(Optional.empty(), read());
    }

    @Test
    void what_was_written_is_read_and_only_its_owner_can() throws Exception {
        file.write("zwölf\n");
        assertEquals(Optional.of("zwölf\n"), read());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(current)));
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(current.getParent())));
    }

    @Test
    void a_damaged_current_generation_gives_the_previous_one_and_is_told() throws Exception {
        file.write("one");
        file.write("two");
        Files.writeString(current, Files.readString(current).replace("two", "twx"));
        assertEquals(Optional.of("one"), read());
        assertEquals(1, damages.size());
        assertTrue(damages.get(0).contains("its checksum differs"), damages.get(0));
    }

    @Test
    void a_missing_current_generation_gives_the_previous_one() throws Exception {
        file.write("one");
        file.write("two");
        Files.delete(current);
        assertEquals(Optional.of("one"), read());
    }

    @Test
    void a_text_that_the_reader_refuses_is_as_good_as_damaged() throws Exception {
        file.write("one");
        file.write("two");
        assertEquals(Optional.of("one"), file.read(text -> {
            if (text.equals("two")) {
                throw new IllegalStateException("no");
            }
            return text;
        }, e -> damages.add(e.getMessage())));
        assertEquals(1, damages.size());
    }

    @Test
    void a_damaged_generation_never_pushes_out_a_good_one() throws Exception {
        file.write("one");
        file.write("two");
        Files.writeString(current, "rubbish");
        file.write("three");
        Files.writeString(current, "rubbish");
        assertEquals(Optional.of("one"), read());
    }

    @Test
    void two_damaged_generations_are_an_error_and_stay_as_they_are() throws Exception {
        file.write("one");
        Files.writeString(current, "");
        assertThrows(IOException.class, this::read);
        assertEquals("", Files.readString(current));
    }

    @Test
    void a_file_that_cannot_be_looked_at_is_not_taken_for_one_that_was_never_written() throws Exception {
        Files.createDirectories(current.getParent());
        Files.createSymbolicLink(current, current.getFileName());
        assertThrows(IOException.class, this::read);
    }

    @Test
    void a_file_that_is_too_large_is_not_read() throws Exception {
        file.write("x".repeat(2000));
        assertTrue(assertThrows(IOException.class, this::read).getMessage().contains("larger than 1024"));
    }

    @Test
    void a_write_that_fails_leaves_what_was() throws Exception {
        file.write("one");
        Files.createDirectories(folder.resolve("kept/note.json.new/in the way"));
        assertThrows(IOException.class, () -> file.write("two"));
        assertEquals(Optional.of("one"), read());
    }

    @Test
    void what_is_deleted_does_not_come_back() throws Exception {
        file.write("one");
        file.write("two");
        file.delete();
        assertEquals(Optional.empty(), read());
        assertTrue(Files.notExists(previous));
    }

    private Optional<String> read() throws IOException {
        return file.read(text -> text, e -> damages.add(e.getMessage()));
    }
}

package link.box.common.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
    /** More than is gathered in memory, so that some of it is on the disk. */
    private static final byte[] MUCH = new byte[1 << 20];

    @TempDir
    Path folder;
    private Path file;
    private Path temporary;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("note");
        temporary = folder.resolve("note.new");
        AtomicFile.write(file, "one".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void a_write_that_the_disk_ends_leaves_the_file_and_takes_no_space() throws Exception {
        IOException full = new IOException("No space left on device");
        assertEquals(full, assertThrows(IOException.class, () -> AtomicFile.write(file, stream -> {
            begin(stream);
            throw full;
        })));
        assertUnchangedAndAlone();
    }

    @Test
    void content_with_a_fault_leaves_the_file_and_takes_no_space() throws Exception {
        assertThrows(IllegalStateException.class, () -> AtomicFile.write(file, stream -> {
            begin(stream);
            throw new IllegalStateException("a fault");
        }));
        assertUnchangedAndAlone();
    }

    @Test
    void what_is_written_for_somebody_is_his_and_a_link_in_its_place_is_not_followed() throws Exception {
        UserPrincipal owner = Files.getOwner(folder);
        Path other = Files.writeString(folder.resolve("other"), "of another");
        Files.delete(file);
        Files.createSymbolicLink(file, other);
        Files.createSymbolicLink(temporary, other);
        AtomicFile.write(file, "two".getBytes(StandardCharsets.UTF_8), owner);
        assertEquals("of another", Files.readString(other));
        assertEquals("two", Files.readString(file));
        assertEquals(owner, Files.getOwner(file, LinkOption.NOFOLLOW_LINKS));
    }

    @Test
    void a_rename_that_fails_takes_no_space() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other/in the way")).getParent();
        assertThrows(IOException.class, () -> AtomicFile.write(other, MUCH));
        assertTrue(Files.notExists(folder.resolve("other.new")));
    }

    @Test
    void what_cannot_be_removed_does_not_hide_why_the_write_failed() throws Exception {
        IOException failure = assertThrows(IOException.class, () -> AtomicFile.write(file, stream -> {
            Files.delete(temporary);
            Files.createDirectories(temporary.resolve("in the way"));
            throw new IOException("No space left on device");
        }));
        assertEquals("No space left on device", failure.getMessage());
        assertEquals(DirectoryNotEmptyException.class, failure.getSuppressed()[0].getClass());
    }

    private void begin(OutputStream stream) throws IOException {
        stream.write(MUCH);
        assertTrue(Files.size(temporary) > 0);
    }

    private void assertUnchangedAndAlone() throws IOException {
        assertEquals("one", Files.readString(file));
        try (var files = Files.list(folder)) {
            assertEquals(1, files.count());
        }
    }
}

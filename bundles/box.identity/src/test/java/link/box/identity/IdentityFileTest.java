package link.box.identity;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentityFileTest {
    @TempDir
    Path directory;
    private IdentityFile file;
    private KeyAndCertificate made;

    @BeforeEach
    void make() throws Exception {
        file = new IdentityFile(directory.resolve("identity.pem"));
        made = SelfSigned.make();
    }

    @Test
    void what_was_written_is_read_back() throws Exception {
        assertTrue(file.missing());
        file.write(made);
        assertEquals(made.certificate(), file.read().certificate());
        assertArrayEquals(made.key().getEncoded(), file.read().key().getEncoded());
    }

    @Test
    void only_the_owner_can_read_it() throws Exception {
        file.write(made);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file.path())));
    }

    @Test
    void a_file_cut_anywhere_is_damaged_and_never_another_identity() throws Exception {
        file.write(made);
        byte[] whole = Files.readAllBytes(file.path());
        int needed = new String(whole, StandardCharsets.US_ASCII).lastIndexOf("-----");
        for (int length = 0; length <= needed; length += 7) {
            Files.write(file.path(), Arrays.copyOf(whole, length));
            assertThrows(DamagedIdentityException.class, file::read, "cut at " + length);
        }
    }

    @Test
    void a_key_of_another_box_is_noticed() throws Exception {
        file.write(new KeyAndCertificate(SelfSigned.make().key(), made.certificate()));
        DamagedIdentityException e = assertThrows(DamagedIdentityException.class, file::read);
        assertTrue(e.getMessage().contains("do not belong together"), e.getMessage());
    }
}

package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import link.box.api.tls.RefusedCertificate;
import link.box.api.tls.TlsCertificate;
import link.box.api.work.Trouble;
import link.box.common.tls.Pem;
import link.box.testing.Made;
import link.box.testing.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keeper and a disk that does not do what it should. As root permissions do not bite, so other things are in the way. */
class CertificateFileTest {
    private static final Made CA = Made.authority("Lab");

    @TempDir
    Path data;
    private Path folder;
    private Path file;
    private Registry registry;
    private CertificateKeeper keeper;

    @BeforeEach
    void start() {
        folder = data.resolve("link.box.https");
        file = folder.resolve("certificate.pem");
        registry = new Registry("link.box.https", data);
        keeper = new CertificateKeeper(registry.context());
    }

    @Test
    void only_the_boxs_user_can_read_what_is_stored() throws Exception {
        put();
        put();
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)));
        for (String name : List.of("certificate.pem", "certificate.previous.pem", "renewals")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(name))), name);
        }
    }

    @Test
    void a_file_of_the_first_version_is_still_read() throws Exception {
        Made made = CA.issue("abc.box.test");
        StringBuilder pem = new StringBuilder(Pem.block("PRIVATE KEY", made.key().getEncoded()));
        for (var each : made.chain()) {
            pem.append(Pem.block("CERTIFICATE", each.getEncoded()));
        }
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(pem.toString().getBytes(StandardCharsets.US_ASCII));
        Files.createDirectories(folder);
        Files.writeString(file, "version: 1\nsha256: " + HexFormat.of().formatHex(hash) + "\n" + pem);
        start();
        assertEquals(made.chain(), keeper.inService().chain());
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    @Test
    void what_is_stored_is_served_whatever_its_dates_and_issuers() throws Exception {
        Made ca = Mint.ca("Lab").ca(false).valid("2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z").make();
        Made made = new Mint().valid("2020-01-01T00:00:00Z", "2020-02-01T00:00:00Z").by(ca).make("abc.box.test");
        new CertificateFile(folder).write(KeyAndChain.of(made.key(), made.chain()));
        start();
        assertEquals(made.chain(), keeper.inService().chain());
    }

    @Test
    void a_new_file_that_cannot_be_made_changes_nothing_and_is_told() throws Exception {
        Made first = put();
        Files.createDirectories(folder.resolve("certificate.pem.new/in the way"));
        refusedAndStays(first);
        start();
        assertEquals(first.chain(), keeper.inService().chain());
    }

    @Test
    void a_previous_file_that_cannot_be_replaced_changes_nothing_and_is_told() throws Exception {
        Made first = put();
        Files.createDirectories(folder.resolve("certificate.previous.pem/in the way"));
        refusedAndStays(first);
    }

    @Test
    void a_folder_that_cannot_be_made_is_told_and_is_no_end() throws Exception {
        Files.delete(folder);
        Files.writeString(folder, "in the way");
        start();
        assertTrue(trouble().contains(folder.toString()), trouble());
        String message = assertThrows(IOException.class, this::put).getMessage();
        assertTrue(message.contains(folder + " (FileAlreadyExists). What was in service stays. Check that " + data), message);
        assertEquals(null, keeper.inService());
    }

    @Test
    void a_folder_where_the_file_should_be_is_a_trouble() throws Exception {
        Files.createDirectories(file.resolve("in the way"));
        start();
        assertTrue(trouble().contains(file + " is no file"), trouble());
        assertThrows(IOException.class, this::put);
    }

    @Test
    void a_file_that_cannot_be_looked_at_is_a_trouble() throws Exception {
        Files.createDirectories(folder);
        Files.createSymbolicLink(file, file);
        start();
        assertTrue(trouble().contains(file.toString()), trouble());
    }

    @Test
    void a_huge_file_is_not_read() throws Exception {
        Files.createDirectories(folder);
        try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
            huge.setLength(1L << 33);
        }
        start();
        assertTrue(trouble().contains("larger than"), trouble());
        put();
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    private Made put() throws IOException {
        Made made = CA.issue("abc.box.test");
        keeper.put(made.key(), made.chain());
        return made;
    }

    private void refusedAndStays(Made served) {
        IOException failure = assertThrows(IOException.class, this::put);
        assertFalse(failure instanceof RefusedCertificate, "the disk is at fault, not the certificate");
        String message = failure.getMessage();
        assertTrue(message.contains("cannot be stored: ") && message.contains("What was in service stays. Check that "), message);
        assertEquals(served.chain(), keeper.inService().chain());
        assertEquals(served.chain(), registry.of(TlsCertificate.class).get(0).chain());
    }

    private String trouble() {
        return registry.of(Trouble.class).get(0).what();
    }
}

package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import link.box.api.tls.RefusedCertificate;
import link.box.api.tls.TlsCertificate;
import link.box.api.work.Trouble;
import link.box.testing.Made;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateKeeperTest {
    private static final List<String> NAMES = List.of("abc.box.test", "*.abc.box.test");
    private static final Made CA = Made.authority("Lab");

    @TempDir
    Path data;
    private Registry registry;
    private CertificateKeeper keeper;
    private Path file;

    @BeforeEach
    void start() {
        registry = new Registry("link.box.https", data);
        keeper = new CertificateKeeper(registry.context());
        keeper.worker = new ManualWorker();
        file = data.resolve("link.box.https/certificate.pem");
    }

    @Test
    void there_is_nothing_to_serve_at_first_and_no_trouble() {
        assertEquals(List.of(), registry.of(TlsCertificate.class));
        assertEquals(List.of(), registry.of(Trouble.class));
        assertTrue(keeper.find(NAMES).isEmpty());
    }

    @Test
    void a_stored_certificate_is_served_at_once_and_after_a_restart() throws Exception {
        Made made = put(CA);
        assertEquals(made.chain(), keeper.find(NAMES).orElseThrow().chain());
        restart();
        assertEquals(made.chain(), keeper.find(NAMES).orElseThrow().chain());
        assertEquals(made.key(), keeper.generations().current().pair().key());
        assertEquals(List.of(), registry.of(Trouble.class));
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    }

    @Test
    void a_name_that_is_not_in_it_is_not_found() throws Exception {
        put(CA);
        assertTrue(keeper.find(List.of("other.box.test")).isEmpty());
    }

    @Test
    void every_damage_of_the_file_leaves_the_previous_certificate_in_service() throws Exception {
        Made first = put(CA);
        put(CA);
        byte[] whole = Files.readAllBytes(file);
        for (byte[] damaged : damages(whole)) {
            Files.write(file, damaged);
            restart();
            assertEquals(first.chain(), keeper.find(NAMES).orElseThrow().chain());
            assertTrue(registry.of(Trouble.class).get(0).what().contains("previous certificate"));
        }
    }

    @Test
    void a_new_certificate_ends_the_trouble_and_does_not_bury_the_good_one_under_the_damaged() throws Exception {
        Made first = put(CA);
        put(CA);
        Files.writeString(file, "garbage");
        restart();
        put(CA);
        assertEquals(List.of(), registry.of(Trouble.class));
        Files.writeString(file, "garbage");
        restart();
        assertEquals(first.chain(), keeper.find(NAMES).orElseThrow().chain());
    }

    @Test
    void a_damaged_file_without_a_previous_one_is_told() throws Exception {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "version: 1\n");
        restart();
        assertEquals(List.of(), registry.of(TlsCertificate.class));
        assertTrue(registry.of(Trouble.class).get(0).what().contains("certificate.pem"));
    }

    @Test
    void what_does_not_fit_together_is_refused_and_changes_nothing() throws Exception {
        Made good = put(CA);
        Made other = CA.issue("abc.box.test");
        Made foreign = Made.authority("Other");
        refused("not that of the certificate", new Made(other.key(), good.chain()));
        refused("chain is broken", new Made(other.key(), List.of(other.chain().get(0), foreign.chain().get(0))));
        refused("no DNS name", CA);
        refused("no certificate", new Made(other.key(), List.of()));
        refused("it ended 2026-10-31", CA.issueUntil(Instant.parse("2026-10-31T00:00:00Z"), "abc.box.test"));
        assertEquals(good.chain(), keeper.find(NAMES).orElseThrow().chain());
        restart();
        assertEquals(good.chain(), keeper.find(NAMES).orElseThrow().chain());
    }

    @Test
    void a_swap_shows_no_moment_without_the_fact() throws Exception {
        put(CA);
        TlsCertificate before = registry.of(TlsCertificate.class).get(0);
        put(CA);
        assertEquals(1, registry.of(TlsCertificate.class).size());
        assertFalse(registry.of(TlsCertificate.class).contains(before));
    }

    private Made put(Made ca) throws IOException {
        Made made = ca.issue(NAMES.toArray(String[]::new));
        keeper.put(made.key(), made.chain());
        return made;
    }

    private void refused(String why, Made made) {
        String message = assertThrows(RefusedCertificate.class, () -> keeper.put(made.key(), made.chain())).getMessage();
        assertTrue(message.contains(why), message);
    }

    private void restart() {
        keeper.close();
        start();
    }

    private static List<byte[]> damages(byte[] whole) {
        byte[] flipped = whole.clone();
        flipped[whole.length / 2] ^= 1;
        return List.of(new byte[0], Arrays.copyOf(whole, whole.length / 3), Arrays.copyOf(whole, whole.length - 40), flipped,
                new byte[whole.length]);
    }
}

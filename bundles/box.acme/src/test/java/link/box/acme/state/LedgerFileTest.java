package link.box.acme.state;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import link.box.acme.plan.CaRecord;
import link.box.acme.plan.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LedgerFileTest {
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00.5Z");
    private static final String CA = "https://ca.test/dir";

    @TempDir
    Path folder;

    @Test
    void all_of_it_is_there_after_a_restart() {
        Ledger full = Ledger.EMPTY.failed(NOW, CA, "no \"luck\"", CA, CaRecord.GOOD.failed(NOW, NOW.plusSeconds(60), true).afterRehearsal())
                .succeeded(NOW, new Ledger.Issued("leaf", CA, CA + "/account/1"), "valid")
                .failed(NOW, CA, "again", CA, CaRecord.GOOD.failed(NOW, NOW.plusSeconds(60), false))
                .replacing("old").leftover(true)
                .suggested(Window.of("leaf", NOW, NOW.plusSeconds(9), NOW.plusSeconds(3), Optional.empty(), new Random(1)));
        new LedgerFile(folder).set(full);
        assertEquals(full, new LedgerFile(folder).get());
    }

    @Test
    void nothing_is_known_at_first() {
        assertEquals(Ledger.EMPTY, new LedgerFile(folder).get());
    }

    @Test
    void a_damaged_file_gives_what_was_known_before() throws Exception {
        LedgerFile file = new LedgerFile(folder);
        file.set(Ledger.EMPTY.replacing("one"));
        file.set(Ledger.EMPTY.replacing("two"));
        Files.writeString(folder.resolve("renewal.json"), "rubbish");
        assertEquals(Ledger.EMPTY.replacing("one"), new LedgerFile(folder).get());
    }

    @Test
    void two_damaged_files_end_nothing() throws Exception {
        Files.writeString(folder.resolve("renewal.json"), "rubbish");
        Files.writeString(folder.resolve("renewal.previous.json"), "{}");
        LedgerFile file = new LedgerFile(folder);
        assertEquals(Ledger.EMPTY, file.get());
        file.set(Ledger.EMPTY.replacing("one"));
        assertEquals(Ledger.EMPTY.replacing("one"), new LedgerFile(folder).get());
    }

    @Test
    void a_disk_that_takes_nothing_ends_nothing_either() throws Exception {
        Files.createDirectories(folder.resolve("renewal.json.new/in the way"));
        LedgerFile file = new LedgerFile(folder);
        file.set(Ledger.EMPTY.replacing("one"));
        assertEquals(Ledger.EMPTY.replacing("one"), file.get());
    }

    @Test
    void attempts_are_kept_within_a_number_and_a_length() {
        Ledger ledger = Ledger.EMPTY;
        for (int i = 0; i < 60; i++) {
            ledger = ledger.failed(NOW.plusSeconds(i), CA, i + "x".repeat(10_000), CA, CaRecord.GOOD);
        }
        assertEquals(50, ledger.attempts().size());
        assertTrue(ledger.attempts().get(49).outcome().startsWith("59x"));
        assertEquals(500, ledger.attempts().get(49).outcome().length());
    }
}

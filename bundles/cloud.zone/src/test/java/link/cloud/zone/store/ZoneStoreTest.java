package link.cloud.zone.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import link.cloud.zone.record.BoxRecords;
import link.cloud.zone.record.Changes;
import link.cloud.zone.record.KiteSecret;
import link.cloud.zone.record.RecordSet;
import link.cloud.zone.record.RecordType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoneStoreTest {
    private static final String ID = "a".repeat(40);

    @TempDir
    Path directory;

    @Test
    void an_edit_is_there_after_a_crash() throws IOException {
        try (ZoneStore crashed = new ZoneStore(directory); ZoneStore next = new ZoneStore(copy("crashed", crashed, "192.168.1.2"))) {
            assertEquals(List.of(a("192.168.1.2")), next.find(ID).sets());
            assertEquals(crashed.serial(), next.serial());
        }
    }

    @Test
    void removed_records_stay_removed() throws IOException {
        try (ZoneStore store = new ZoneStore(directory)) {
            put(store, "192.168.1.2");
            store.apply(ID, now -> Changes.of(List.of(RecordSet.none("", RecordType.A))));
        }
        try (ZoneStore store = new ZoneStore(directory)) {
            assertEquals(BoxRecords.NONE, store.find(ID));
            assertEquals(0, store.ids());
            assertEquals(2, store.serial());
        }
    }

    @Test
    void the_serial_grows_with_every_edit_and_stays_when_nothing_changes() throws IOException {
        try (ZoneStore store = new ZoneStore(directory)) {
            put(store, "192.168.1.2");
            put(store, "192.168.1.3");
            assertEquals(2, store.serial());
            put(store, "192.168.1.3");
            assertEquals(2, store.serial());
            assertEquals(2, store.find(ID).version());
        }
    }

    @Test
    void a_refused_edit_changes_nothing() throws IOException {
        try (ZoneStore store = new ZoneStore(directory)) {
            put(store, "192.168.1.2");
            assertThrows(IllegalStateException.class, () -> store.apply(ID, now -> {
                throw new IllegalStateException("no");
            }));
            assertEquals(List.of(a("192.168.1.2")), store.find(ID).sets());
        }
    }

    @Test
    void a_journal_torn_at_any_byte_gives_the_edits_before_it() throws IOException {
        List<Long> ends = new ArrayList<>();
        try (ZoneStore store = new ZoneStore(directory)) {
            ends.add(Files.size(directory.resolve("journal")));
            for (int i = 1; i <= 4; i++) {
                put(store, "192.168.1." + i);
                ends.add(Files.size(directory.resolve("journal")));
            }
        }
        byte[] whole = Files.readAllBytes(directory.resolve("journal"));
        for (int length = 0; length <= whole.length; length++) {
            int there = length;
            int edits = (int) ends.stream().skip(1).filter(end -> end <= there).count();
            checkTorn(Files.createDirectory(directory.resolve("cut" + length)), java.util.Arrays.copyOf(whole, length), edits);
        }
    }

    private static void checkTorn(Path torn, byte[] journal, int edits) throws IOException {
        Files.write(torn.resolve("journal"), journal);
        try (ZoneStore store = new ZoneStore(torn)) {
            assertEquals(edits == 0 ? List.of() : List.of(a("192.168.1." + edits)), store.find(ID).sets());
            assertEquals(edits, store.serial());
            put(store, "10.0.0.1");
        }
        try (ZoneStore store = new ZoneStore(torn)) {
            assertEquals(List.of(a("10.0.0.1")), store.find(ID).sets());
            assertEquals(edits + 1, store.serial());
        }
    }

    @Test
    void damage_in_the_middle_is_said_and_nothing_is_thrown_away() throws IOException {
        try (ZoneStore store = new ZoneStore(directory)) {
            put(store, "192.168.1.1");
            put(store, "192.168.1.2");
        }
        Path journal = directory.resolve("journal");
        byte[] bytes = Files.readAllBytes(journal);
        bytes[60] ^= 1;
        Files.write(journal, bytes);
        IOException said = assertThrows(IOException.class, () -> new ZoneStore(directory).close());
        assertTrue(said.getMessage().contains("journal is damaged after line 1"), said.getMessage());
        assertEquals(bytes.length, Files.size(journal));
    }

    @Test
    void a_file_of_a_later_version_is_left_alone() throws IOException {
        Files.write(directory.resolve("journal"),
                Line.of(link.box.common.json.Json.PROVIDER.createObjectBuilder().add("version", 2).build()));
        IOException said = assertThrows(IOException.class, () -> new ZoneStore(directory).close());
        assertTrue(said.getMessage().contains("version 2"), said.getMessage());
    }

    @Test
    void compaction_loses_nothing_and_empties_the_journal() throws IOException {
        try (ZoneStore store = new ZoneStore(directory)) {
            for (int i = 0; i < 50; i++) {
                put(store, "192.168.1." + i);
            }
            long before = Files.size(directory.resolve("journal"));
            store.compact();
            assertTrue(Files.size(directory.resolve("journal")) < before);
            put(store, "192.168.2.1");
        }
        try (ZoneStore store = new ZoneStore(directory)) {
            assertEquals(List.of(a("192.168.2.1")), store.find(ID).sets());
            assertEquals(51, store.serial());
            assertEquals(51, store.find(ID).version());
        }
    }

    @Test
    void a_compaction_that_a_crash_has_ended_is_made_up_for() throws IOException {
        try (ZoneStore store = new ZoneStore(directory)) {
            put(store, "192.168.1.1");
        }
        Files.move(directory.resolve("journal"), directory.resolve("journal.old"));
        try (ZoneStore store = new ZoneStore(directory)) {
            assertEquals(List.of(a("192.168.1.1")), store.find(ID).sets());
            put(store, "192.168.1.2");
            assertTrue(store.compactionDue());
            store.compact();
        }
        try (ZoneStore store = new ZoneStore(directory)) {
            assertEquals(List.of(a("192.168.1.2")), store.find(ID).sets());
            assertEquals(2, store.serial());
        }
    }

    @Test
    void the_secret_of_a_kite_survives_restarts_and_compaction_in_files_of_our_own() throws IOException {
        KiteSecret secret = new KiteSecret("7".repeat(64));
        try (ZoneStore store = new ZoneStore(directory)) {
            put(store, "192.168.1.1");
            store.apply(ID, now -> Changes.of(secret));
        }
        try (ZoneStore store = new ZoneStore(directory)) {
            assertEquals(Optional.of(secret), store.find(ID).kite());
            store.compact();
            store.apply(ID, now -> Changes.of(List.of(RecordSet.none("", RecordType.A))));
        }
        try (ZoneStore store = new ZoneStore(directory)) {
            assertEquals(new BoxRecords(3, List.of(), Optional.of(secret)), store.find(ID));
            assertEquals(1, store.ids());
        }
        for (String file : List.of("zone", "journal")) {
            assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(file))));
        }
    }

    @Test
    void a_secret_that_is_none_is_said_and_not_repeated() throws IOException {
        try (ZoneStore store = new ZoneStore(directory)) {
            store.apply(ID, now -> Changes.of(new KiteSecret("7".repeat(64))));
        }
        Path journal = directory.resolve("journal");
        String[] lines = Files.readString(journal).split("\n");
        Files.writeString(journal, lines[0] + "\n", StandardOpenOption.TRUNCATE_EXISTING);
        Files.write(journal, Line.of(link.box.common.json.Json.object(lines[1].substring(9).replace("7777777777", "777"))),
                StandardOpenOption.APPEND);
        IOException said = assertThrows(IOException.class, () -> new ZoneStore(directory).close());
        assertTrue(said.getMessage().endsWith("line 2 is not understood: a kite's secret has 64 hexadecimal digits"), said.getMessage());
    }

    @Test
    void a_damaged_snapshot_is_said() throws IOException {
        try (ZoneStore store = new ZoneStore(directory)) {
            put(store, "192.168.1.1");
            store.compact();
        }
        byte[] whole = Files.readAllBytes(directory.resolve("zone"));
        Files.write(directory.resolve("zone"), java.util.Arrays.copyOf(whole, whole.length - 5));
        assertThrows(IOException.class, () -> new ZoneStore(directory).close());
    }

    @Test
    void an_edit_that_cannot_be_written_is_not_acknowledged_and_not_served() throws IOException {
        ZoneStore store = new ZoneStore(directory);
        put(store, "192.168.1.1");
        store.close();
        assertThrows(IOException.class, () -> put(store, "192.168.1.2"));
        assertEquals(List.of(a("192.168.1.1")), store.find(ID).sets());
        assertEquals(1, store.serial());
    }

    @Test
    void edits_from_many_threads_during_compaction_are_all_there() throws Exception {
        try (ZoneStore store = new ZoneStore(directory)) {
            List<CompletableFuture<Void>> all = new ArrayList<>();
            for (int thread = 0; thread < 8; thread++) {
                String id = String.valueOf((char) ('a' + thread)).repeat(40);
                all.add(CompletableFuture.runAsync(() -> fill(store, id)));
            }
            for (int i = 0; i < 5; i++) {
                store.compact();
            }
            for (CompletableFuture<Void> each : all) {
                each.get();
            }
        }
        try (ZoneStore store = new ZoneStore(directory)) {
            assertEquals(8, store.ids());
            assertEquals(8 * 20, store.serial());
            assertEquals(List.of(a("10.0.0.19")), store.find(ID).sets());
        }
    }

    private static void fill(ZoneStore store, String id) {
        try {
            for (int i = 0; i < 20; i++) {
                RecordSet next = a("10.0.0." + i);
                store.apply(id, now -> Changes.of(List.of(next)));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Path copy(String name, ZoneStore store, String value) throws IOException {
        put(store, value);
        Path copy = Files.createDirectory(directory.resolve(name));
        Files.copy(directory.resolve("journal"), copy.resolve("journal"), StandardCopyOption.REPLACE_EXISTING);
        Files.write(copy.resolve("journal"), "torn".getBytes(StandardCharsets.UTF_8), StandardOpenOption.APPEND);
        return copy;
    }

    private static void put(ZoneStore store, String value) throws IOException {
        store.apply(ID, now -> Changes.of(List.of(a(value))));
    }

    private static RecordSet a(String value) {
        return new RecordSet("", RecordType.A, 60, List.of(value));
    }
}

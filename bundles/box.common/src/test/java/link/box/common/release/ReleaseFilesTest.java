package link.box.common.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseFilesTest {
    @TempDir
    Path folder;
    private final KeyPair pair = Vendor.key();
    private ReleaseFiles files;
    private ReleaseKeys keys;

    @BeforeEach
    void make() throws Exception {
        files = new ReleaseFiles(folder.resolve("link.box.ota"));
        keys = ReleaseKeys.ofImage(Vendor.jwks(folder.resolve("release.jwks"), 0, pair));
        Files.createDirectories(files.document(1).getParent());
        Files.createDirectories(files.stored(sha(1)).getParent());
    }

    @Test
    void a_box_without_a_journal_runs_its_image() throws Exception {
        assertEquals(Journal.image(), new ReleaseFiles(folder.resolve("nothing")).journal());
        assertTrue(Files.notExists(folder.resolve("nothing")), "nothing is made by looking");
    }

    @Test
    void a_damaged_journal_gives_the_generation_before_and_two_are_an_error() throws Exception {
        Journal first = Journal.image().trial(41);
        files.write(first);
        files.write(first.tried());
        assertEquals(first.tried(), files.journal());
        Files.writeString(folder.resolve("link.box.ota/journal"), "rubbish");
        assertEquals(first, files.journal());
        Files.writeString(folder.resolve("link.box.ota/journal.previous"), "rubbish");
        assertThrows(IOException.class, files::journal);
    }

    @Test
    void a_set_is_read_when_its_document_is_signed_and_of_its_number() throws Exception {
        Release release = set(42, 1, 2);
        assertEquals(release, files.release(42, keys));
        Files.copy(files.document(42), files.document(43));
        assertTrue(assertThrows(IOException.class, () -> files.release(43, keys)).getMessage().contains("is release 42"));
        assertTrue(assertThrows(IOException.class, () -> files.release(44, keys)).getMessage().contains("is missing"));
        ReleaseKeys others = ReleaseKeys.ofImage(Vendor.jwks(folder.resolve("others"), 0, Vendor.key()));
        assertThrows(IOException.class, () -> files.release(42, others));
    }

    @Test
    void a_set_on_disk_is_believed_by_the_key_that_counted_when_it_came_and_a_channel_is_not() throws Exception {
        Release release = set(42, 1);
        KeyPair next = Vendor.key();
        ReleaseKeys later = keys.next(Vendor.sign(Vendor.keys(1, next), ReleaseKeys.TYPE, pair, next));
        assertEquals(release, files.release(42, later));
        byte[] document = Files.readAllBytes(files.document(42));
        assertThrows(IOException.class, () -> later.verify(document, Release.TYPE));
    }

    @Test
    void what_no_kept_set_names_is_removed_and_what_one_names_stays() throws Exception {
        set(41, 1, 2);
        set(42, 2, 3);
        set(43, 3, 4);
        Files.writeString(files.part(sha(3)), "half");
        Files.writeString(files.part(sha(5)), "half of what nobody wants any more");
        files.prune(Set.of(42L));
        assertEquals(List.of("42.json"), names("sets"));
        assertEquals(List.of(sha(2) + ".jar", sha(3) + ".jar", sha(3) + ".part"), names("store"));
    }

    @Test
    void what_the_journal_or_its_generation_before_names_stays_by_itself() throws Exception {
        for (int i = 40; i <= 44; i++) {
            set(i, i - 40);
        }
        files.write(Journal.image().trial(40).tried().settled().trial(41));
        files.write(Journal.image().trial(42).tried().settled().applying(43));
        files.prune(Set.of());
        assertEquals(List.of("40.json", "41.json", "42.json", "43.json"), names("sets"));
        assertEquals(4, names("store").size());
    }

    @Test
    void nothing_is_removed_when_a_kept_document_cannot_be_read() throws Exception {
        set(41, 1);
        Files.writeString(files.document(42), "rubbish");
        assertThrows(IOException.class, () -> files.prune(Set.of(42L)));
        assertEquals(1, names("store").size());
    }

    @Test
    void names_of_bundles_lead_nowhere_else() {
        assertThrows(IllegalArgumentException.class, () -> files.stored("../../etc/passwd"));
        assertThrows(IllegalArgumentException.class, () -> files.part("A".repeat(64)));
    }

    private Release set(long sequence, int... bundles) throws IOException {
        NamedBundle[] named = Arrays.stream(bundles)
                .mapToObj(i -> new NamedBundle("bundle" + i, "1.0.0", 1, "box", 9, sha(i))).toArray(NamedBundle[]::new);
        for (NamedBundle bundle : named) {
            Files.writeString(files.stored(bundle.sha256()), "jar");
        }
        Release release = Vendor.release(sequence, named);
        Files.write(files.document(sequence), Vendor.sign(release, pair));
        return release;
    }

    private static String sha(int of) {
        return Integer.toString(of).repeat(64);
    }

    private List<String> names(String of) throws IOException {
        try (Stream<Path> there = Files.list(folder.resolve("link.box.ota").resolve(of))) {
            return there.map(path -> path.getFileName().toString()).sorted().toList();
        }
    }
}

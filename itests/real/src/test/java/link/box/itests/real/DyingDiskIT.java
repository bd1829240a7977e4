package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import link.box.common.file.KeptFile;
import link.box.itests.real.DyingDisk.Moment;
import link.box.itests.real.DyingDisk.Trouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The disk that dies does what it is to do, on this JDK; and a file that is kept survives it. */
class DyingDiskIT {
    private static final int KILLED = 128 + 9;

    @TempDir
    Path folder;

    private Path below;
    private Path file;
    private DyingDisk disk;
    private String said;

    @BeforeEach
    void compile() throws Exception {
        below = Files.createDirectory(folder.toRealPath().resolve("data"));
        file = below.resolve("kept.txt");
        disk = new DyingDisk(folder, below);
    }

    @Test
    void every_kind_of_change_counts_and_a_childs_does_not() throws Exception {
        assertEquals(0, run(disk.counting(), "all", below.toString()), said);
        // mkdir, open, three writes, ftruncate, two syncs, rename, sync, unlink, rmdir
        assertEquals(12, disk.counted());
        assertTrue(Files.exists(below.resolve("child")));
    }

    @Test
    void what_is_left_out_does_not_count() throws Exception {
        DyingDisk blind = new DyingDisk(folder, below, below.resolve("nothing"), below.resolve("below"));
        assertEquals(0, run(blind.counting(), "all", below.toString()), said);
        assertEquals(0, blind.counted());
    }

    @Test
    void half_of_the_bytes_are_written_when_it_dies_before() throws Exception {
        assertEquals(KILLED, run(disk.dying(3, Moment.BEFORE), "all", below.toString()));
        assertEquals(5, Files.size(below.resolve("below/a")));
    }

    @Test
    void all_of_them_are_when_it_dies_after() throws Exception {
        assertEquals(KILLED, run(disk.dying(3, Moment.AFTER), "all", below.toString()));
        assertEquals(10, Files.size(below.resolve("below/a")));
    }

    @Test
    void trouble_has_the_words_of_the_system() throws Exception {
        assertTrouble(Trouble.ENOSPC, 3, "No space left on device");
        assertTrouble(Trouble.EROFS, 1, "Read-only file system");
        assertTrouble(Trouble.EACCES, 1, "AccessDeniedException");
    }

    @Test
    void a_kept_file_is_old_or_new_whenever_the_process_dies() throws Exception {
        run(Map.of(), "keep", file.toString(), "old");
        byte[] old = Files.readAllBytes(file);
        assertEquals(0, run(disk.counting(), "keep", file.toString(), "new"), said);
        long changes = disk.counted();
        Set<String> found = new TreeSet<>();
        for (long at = 1; at <= changes; at++) {
            for (Moment moment : Moment.values()) {
                Files.write(file, old);
                assertEquals(KILLED, run(disk.dying(at, moment), "keep", file.toString(), "new"), at + " of " + changes + ": " + said);
                found.add(kept());
            }
        }
        assertEquals(Set.of("new", "old"), found);
        Labs.say("a kept file, the process killed at each of its %d changes, before and after: old or new each time", changes);
    }

    @Test
    void a_kept_file_is_old_when_the_disk_is_full() throws Exception {
        run(Map.of(), "keep", file.toString(), "old");
        assertEquals(1, run(disk.failing(Trouble.ENOSPC, 1), "keep", file.toString(), "new"));
        assertEquals("old", kept());
    }

    private String kept() throws IOException {
        return new KeptFile(file, 1 << 16).read(text -> text, damage -> { }).orElse("nothing");
    }

    private void assertTrouble(Trouble trouble, long from, String words) throws Exception {
        assertEquals(1, run(disk.failing(trouble, from), "all", below.toString()));
        assertTrue(said.contains(words), said);
    }

    private int run(Map<String, String> environment, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(ProcessHandle.current().info().command().orElseThrow(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), WritesFiles.class.getName()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        said = new String(process.getInputStream().readAllBytes());
        return process.waitFor();
    }
}

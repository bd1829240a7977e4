package link.box.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real disk of 1 MB, in memory and seen by nobody else, which is full a page later each time. */
class FullDiskIT {
    private static final String MOUNT = "mount -t tmpfs -o size=1m,mode=700 none \"$0\"";

    @TempDir
    Path folder;

    private Process inside(Path disk, String command, String... words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("unshare", "--mount", "--map-root-user", "sh", "-c", MOUNT + " && " + command,
                disk.toString());
        builder.command().addAll(List.of(words));
        return builder.redirectErrorStream(true).start();
    }

    @Test
    void whenever_the_disk_is_full_what_runs_is_whole_and_the_update_comes_when_there_is_room() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        boolean there = inside(disk, "true").waitFor() == 0;
        Assumptions.assumeTrue(there, "unshare cannot mount a disk here");
        Process process = inside(disk, "exec \"$@\"", Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx64m", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-cp", System.getProperty("java.class.path"),
                FullDiskRuns.class.getName(), disk.toString(), folder.toString());
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        System.out.print(said);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), said);
        assertTrue(said.contains("figure: "), said);
    }
}

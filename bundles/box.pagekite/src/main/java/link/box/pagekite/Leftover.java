package link.box.pagekite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Programs that outlived a Box that was killed: they would hold the kite against us. */
final class Leftover {
    private static final Logger LOG = LoggerFactory.getLogger("box.pagekite");

    private Leftover() {
    }

    /**
     * Ends them, however early the Box was killed: nothing but their command line has to tell that they are ours.
     *
     * @param option names our options file: no other program has it on its command line
     */
    static void end(String option) {
        ProcessHandle.allProcesses().filter(process -> isOurs(process, option)).forEach(process -> {
            LOG.info("ending a pagekite program of an earlier run (process {})", process.pid());
            ProcessTree.end(process);
        });
    }

    private static boolean isOurs(ProcessHandle process, String option) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
            return List.of(line.split("\0")).contains(option);
        } catch (IOException e) {
            return false;
        }
    }
}

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

    /** @return the program's options, with the secret in them */
    static Path options(Path folder) {
        return folder.resolve("pagekite.rc");
    }

    /** @return what names that file on the program's command line, and on no other program's */
    static String option(Path options) {
        return "--optfile=" + options;
    }

    /** Leaves nothing of the program, for an engine that does not need it. */
    static void clear(Path folder) throws IOException {
        Path options = options(folder);
        if (Files.exists(options)) {
            end(options);
            Files.delete(options);
        }
    }

    /** Ends them, however early the Box was killed: nothing but their command line has to tell that they are ours. */
    static void end(Path options) {
        String option = option(options);
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

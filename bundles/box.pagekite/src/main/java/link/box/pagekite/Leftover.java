package link.box.pagekite;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import link.box.common.file.AtomicFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A program that outlived a Box that was killed: it would hold the kite against us. */
final class Leftover {
    private static final Logger LOG = LoggerFactory.getLogger("box.pagekite");

    private final Path file;
    private final Path options;

    /**
     * @param file where the process id stands
     * @param options names our program: no other has this file on its command line
     */
    Leftover(Path file, Path options) {
        this.file = file;
        this.options = options;
    }

    void remember(long pid) throws IOException {
        AtomicFile.write(file, (pid + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    /** Ends it if it is truly ours. */
    void end() {
        pid().flatMap(ProcessHandle::of).filter(this::isOurs).ifPresent(process -> {
            LOG.info("ending a pagekite program of an earlier run (process {})", process.pid());
            ProcessTree.end(process);
        });
    }

    private Optional<Long> pid() {
        try {
            return Optional.of(Long.parseLong(Files.readString(file).strip()));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private boolean isOurs(ProcessHandle process) {
        try {
            String line = Files.readString(Path.of("/proc", Long.toString(process.pid()), "cmdline"), StandardCharsets.ISO_8859_1);
            return List.of(line.split("\0")).contains("--optfile=" + options);
        } catch (IOException e) {
            return false;
        }
    }
}

package link.box.registration;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import link.box.common.file.KeptFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Numbers the announcements: the clock's seconds, or one more than the last, so that a number never comes again, whatever the clock does.
 * On disk is a number that is not reached for an hour: a file that is written with each announcement would wear out the flash. Thread-safe;
 * may block for disk.
 */
final class Sequence {
    private static final Logger LOG = LoggerFactory.getLogger("box.registration");
    private static final long AHEAD = 3_600;
    private static final int LIMIT = 256;

    private final KeptFile file;
    private boolean read;
    private long last;
    private long reserved;

    Sequence(Path file) {
        this.file = new KeptFile(file, LIMIT);
    }

    synchronized long next(Instant now) {
        if (!read) {
            read = true;
            reserved = read();
            last = reserved;
        }
        last = Math.max(last + 1, now.getEpochSecond());
        if (last >= reserved) {
            reserve();
        }
        return last;
    }

    private long read() {
        try {
            return file.read(text -> Long.parseLong(text.strip()), damage -> { }).orElse(0L);
        } catch (IOException e) {
            LOG.warn("the number of the last announcement is lost: {}; the clock's is taken", e.getMessage());
            return 0;
        }
    }

    private void reserve() {
        try {
            file.write(Long.toString(last + AHEAD));
            reserved = last + AHEAD;
        } catch (IOException e) {
            LOG.debug("the number of the announcement cannot be kept: {}", e.getMessage());
        }
    }
}

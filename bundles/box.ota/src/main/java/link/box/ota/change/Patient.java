package link.box.ota.change;

import java.io.IOException;
import java.time.Duration;
import link.box.common.file.DiskWords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes again and again what a full disk does not take: what has been done is well, and only has to be noted.
 *
 * @param pause between two tries
 * @param tries how often
 */
record Patient(Duration pause, int tries) {
    private static final Logger LOG = LoggerFactory.getLogger("box.ota");

    /** What writes. */
    @FunctionalInterface
    interface Act<T> {
        T run() throws IOException;
    }

    /**
     * Blocks until it is written, or was tried often enough.
     *
     * @throws IOException it cannot be written
     */
    <T> T keep(Act<T> act) throws IOException, InterruptedException {
        for (int left = tries; ; left--) {
            try {
                return act.run();
            } catch (IOException e) {
                if (left <= 1) {
                    throw e;
                }
                LOG.warn("it cannot be noted how the change went, and is tried again in {} s: {}", pause.toSeconds(), DiskWords.of(e));
                Thread.sleep(pause.toMillis());
            }
        }
    }
}

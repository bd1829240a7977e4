package link.box.ota;

import java.io.IOException;
import java.nio.file.Path;
import link.box.common.file.DiskWords;

/** Words for a disk that does not take what is to be kept: the system's own do not say where. */
final class Disk {
    private Disk() {
    }

    /** What writes. */
    @FunctionalInterface
    interface Act {
        void run() throws IOException;
    }

    /**
     * Blocks for disk.
     *
     * @param file that is written
     * @throws IOException it could not be; says which file and why
     */
    static void write(Path file, Act act) throws IOException {
        try {
            act.run();
        } catch (IOException e) {
            throw new IOException("cannot write " + file + ": " + DiskWords.of(e) + "; nothing was changed", e);
        }
    }
}

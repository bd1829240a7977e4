package link.cloud.tunnel;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import link.box.common.file.SecretLine;

/** The first line of a file that nobody else may read. */
final class SecretFile {
    private final Path file;
    private volatile String secret = "";

    SecretFile(Path file) {
        this.file = file;
    }

    /** @return what was read last; empty if nothing was, or there is to be none */
    String get() {
        return secret;
    }

    /**
     * Reads it again; blocks for disk.
     *
     * @throws IOException it is not there: then no secret counts any more; or others may read it, or it holds none: then what was read
     *         before goes on to count
     */
    void read() throws IOException {
        if (file.toString().isEmpty()) {
            return;
        }
        try {
            String line = SecretLine.read(file);
            if (!line.matches("[!-9;-~]{1,256}")) {
                throw new IOException("the first line of " + file + " is no secret of 1 to 256 characters without blanks");
            }
            secret = line;
        } catch (NoSuchFileException e) {
            secret = "";
            throw new IOException("there is no file " + file, e);
        }
    }
}

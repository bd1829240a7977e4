package link.box.common.file;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;

/** A secret that a person has put into a file: its first line. */
public final class SecretLine {
    private static final int LIMIT = 1024;
    private static final Set<PosixFilePermission> OWNERS = Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private SecretLine() {
    }

    /**
     * Blocks for disk.
     *
     * @return the line without blanks around it; empty if there is none
     * @throws OpenToOthers others than its owner may do something with the file: what they may know is no secret
     * @throws IOException it is not there, or cannot be read
     */
    public static String read(Path file) throws IOException {
        if (!OWNERS.containsAll(Files.getPosixFilePermissions(file))) {
            throw new OpenToOthers(file);
        }
        return new String(AtomicFile.read(file, LIMIT), StandardCharsets.UTF_8).lines().findFirst().orElse("").strip();
    }

    /** Somebody has to look who had it, and take them the right to it. */
    public static final class OpenToOthers extends IOException {
        private static final long serialVersionUID = 1L;

        OpenToOthers(Path file) {
            super("others may read or run " + file);
        }
    }
}

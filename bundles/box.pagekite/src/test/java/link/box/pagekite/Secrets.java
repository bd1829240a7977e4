package link.box.pagekite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;

/** Files as the settings want them. */
final class Secrets {
    private Secrets() {
    }

    /** @return a file that nobody else may read, written anew if it was there */
    static Path write(Path folder, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("secret"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    }
}

package link.box.features.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import link.box.common.file.AtomicFile;
import link.box.common.release.Archive;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import link.box.common.release.ReleaseKeys;
import link.box.common.release.SignedDocument;

/** A directory that Boxes follow, as it lies on a web server or a USB stick (docs/adr/032). Whoever reads it finds a whole release. */
final class Channel {
    private final Path directory;

    Channel(Path directory) {
        this.directory = directory;
    }

    /** @return the directory with the changes of keys */
    Path keys() {
        return directory.resolve("keys");
    }

    Path bundle(String sha256) {
        return directory.resolve("bundles").resolve(sha256 + ".jar");
    }

    /**
     * @return the payload of the release of now; empty if there is none yet
     * @throws IOException none of the keys has signed it
     */
    Optional<byte[]> payload(ReleaseKeys keys) throws IOException {
        Path file = directory.resolve("release.json");
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(keys.verify(AtomicFile.read(file, SignedDocument.LIMIT), Release.TYPE));
        } catch (IOException e) {
            throw new IOException(file + " cannot be believed: " + e.getMessage(), e);
        }
    }

    /** Puts a bundle there, if it is not there; what is there is never changed. */
    void put(Path jar, NamedBundle named) throws IOException {
        Path file = bundle(named.sha256());
        if (Files.notExists(file)) {
            publish(file, Files.readAllBytes(jar));
        }
        Archive.checkBytes(file, named);
    }

    /** Replaces the release of now; its bundles have to be there. */
    void release(byte[] document) throws IOException {
        publish(directory.resolve("release.json"), document);
    }

    void change(int number, byte[] document) throws IOException {
        publish(keys().resolve(number + ".json"), document);
    }

    /** Writes a file that everybody may read, all of it or nothing. */
    static void publish(Path file, byte[] content) throws IOException {
        Path directory = Files.createDirectories(file.toAbsolutePath().getParent());
        Path whole = directory.resolve(file.getFileName() + ".whole");
        AtomicFile.write(whole, content);
        Files.setPosixFilePermissions(whole, PosixFilePermissions.fromString("rw-r--r--"));
        Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        AtomicFile.syncDirectory(directory);
    }
}

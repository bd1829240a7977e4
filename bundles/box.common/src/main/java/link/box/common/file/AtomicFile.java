package link.box.common.file;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileOwnerAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;

/** Files that are old or new after a power cut, never torn, and that only their owner can read. Methods block for disk. */
public final class AtomicFile {
    private static final int BUFFER = 1 << 16;

    /** What a file is to hold. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of it. */
        void to(OutputStream stream) throws IOException;
    }

    private AtomicFile() {
    }

    /**
     * Replaces the file: a temporary file beside it, fsync, rename, fsync of the directory. Mode 0600.
     *
     * @throws IOException the file is what it was, and the temporary one is gone as far as the disk lets it go; or, if only the fsync of
     *         the directory failed, the file is new, and a power cut may bring back the old one
     */
    public static void write(Path file, byte[] content) throws IOException {
        write(file, stream -> stream.write(content));
    }

    /**
     * As {@link #write(Path, byte[])}, for content that need not be in memory at once.
     *
     * @throws IOException as there
     */
    public static void write(Path file, Content content) throws IOException {
        replace(file, content, Optional.empty());
    }

    /**
     * As {@link #write(Path, byte[])}, for a file of somebody else's in a directory of his: it is his before it has its name, and where he
     * lays a link meanwhile the link is his, and not what it leads to.
     *
     * @throws IOException as there; also if this user may not give files away
     */
    public static void write(Path file, byte[] content, UserPrincipal owner) throws IOException {
        replace(file, stream -> stream.write(content), Optional.of(owner));
    }

    private static void replace(Path file, Content content, Optional<UserPrincipal> owner) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(temporary);
        try {
            fill(temporary, content, owner);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException | RuntimeException e) {
            giveBack(temporary, e);
            throw e;
        }
        syncDirectory(file.toAbsolutePath().getParent());
    }

    private static void fill(Path temporary, Content content, Optional<UserPrincipal> owner) throws IOException {
        try (FileChannel channel = FileChannel.open(temporary, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
            if (owner.isPresent()) {
                Files.getFileAttributeView(temporary, FileOwnerAttributeView.class, LinkOption.NOFOLLOW_LINKS).setOwner(owner.get());
            }
            OutputStream stream = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER);
            content.to(stream);
            stream.flush();
            channel.force(true);
        }
    }

    /** On a full disk the next try needs the space. */
    private static void giveBack(Path temporary, Exception failure) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /**
     * @return the content
     * @throws IOException it cannot be read, is no file, or is larger than the limit
     */
    public static byte[] read(Path file, int limit) throws IOException {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IOException(file + " is no file");
        }
        try (InputStream stream = Files.newInputStream(file)) {
            byte[] content = stream.readNBytes(limit);
            if (content.length == limit && stream.read() >= 0) {
                throw new IOException(file + " is larger than " + limit + " bytes");
            }
            return content;
        }
    }

    /** Makes a directory and its parents; mode 0700 for each that was not there. */
    public static Path directory(Path directory) throws IOException {
        return Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Makes renames and removals in a directory durable. */
    public static void syncDirectory(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}

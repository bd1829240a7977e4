package link.box.ota;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import link.box.common.file.AtomicFile;

/** The right to fetch and to change: one at a time has it, also across two generations of this bundle and two processes. */
final class Turn implements AutoCloseable {
    private final FileChannel channel;

    private Turn(FileChannel channel) {
        this.channel = channel;
    }

    /** @throws IOException somebody else has it */
    static Turn take(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(AtomicFile.directory(directory).resolve("lock"),
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new Turn(channel);
            }
        } catch (OverlappingFileLockException e) {
            // this very JVM has it
        }
        channel.close();
        throw new IOException("another update is under way in " + directory);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

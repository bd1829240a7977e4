package link.box.ota.channel;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import link.box.common.file.DiskWords;

/** The file that a bundle comes into, mode 0600. Never holds more than it is to have. Methods block for disk. Not thread-safe. */
final class Part implements AutoCloseable {
    private final Path file;
    private final long size;
    private final FileChannel channel;

    /**
     * @param from how many bytes of it are kept
     * @param size how many it is to have
     * @throws IOException it cannot be opened
     */
    Part(Path file, long from, long size) throws IOException {
        this.file = file;
        this.size = size;
        this.channel = FileChannel.open(file, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        channel.truncate(from).position(from);
    }

    /** @throws IOException it would become too large, which costs what there is of it; or the disk is full, and needs the space */
    void add(ByteBuffer piece) throws IOException {
        long after = channel.position() + piece.remaining();
        if (after > size) {
            Files.deleteIfExists(file);
            throw new IOException("it is larger than the " + size + " bytes that the release names");
        }
        try {
            while (piece.hasRemaining()) {
                channel.write(piece);
            }
        } catch (ClosedByInterruptException e) {
            throw e; // the next one goes on with what there is
        } catch (IOException e) {
            Files.deleteIfExists(file);
            throw new IOException("cannot write " + file + ": " + DiskWords.of(e), e);
        }
    }

    /** @throws IOException it has not come whole; what has come stays */
    void end() throws IOException {
        if (channel.position() < size) {
            throw new IOException("it ended after " + channel.position() + " of " + size + " bytes");
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}

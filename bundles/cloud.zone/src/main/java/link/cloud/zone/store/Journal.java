package link.cloud.zone.store;

import jakarta.json.JsonObject;
import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import link.box.common.file.AtomicFile;
import link.box.common.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An append-only file; what was appended survives a crash. A RandomAccessFile, not a channel: an interrupt must not close it.
 * Not thread-safe.
 */
final class Journal implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger("cloud.zone");

    private final RandomAccessFile file;
    private long size;
    private boolean broken;

    private Journal(RandomAccessFile file, long size) throws IOException {
        this.file = file;
        this.size = size;
        file.seek(size);
    }

    /** Replays what is in the file, cuts off a last line that a crash has torn, and opens it; makes it if it is not there. */
    static Journal open(Path path, Consumer<JsonObject> each) throws IOException {
        Lines lines = Files.exists(path) ? Lines.read(path, each) : null;
        if (lines == null || lines.count() == 0) {
            AtomicFile.write(path, header());
            return new Journal(new RandomAccessFile(path.toFile(), "rw"), Files.size(path));
        }
        Journal journal = new Journal(new RandomAccessFile(path.toFile(), "rw"), lines.whole());
        if (lines.torn()) {
            LOG.warn("{}: cut off a last line of {} bytes that was not written to its end", path, Files.size(path) - lines.whole());
            journal.cut();
        }
        return journal;
    }

    static byte[] header() {
        return Line.of(Json.PROVIDER.createObjectBuilder().add("version", Lines.VERSION).build());
    }

    /**
     * Appends and syncs.
     *
     * @throws IOException it is not in the file
     */
    void append(JsonObject json) throws IOException {
        if (broken) {
            throw new IOException("the journal could not be written before; restart after mending the disk");
        }
        byte[] line = Line.of(json);
        try {
            file.write(line);
            file.getFD().sync();
            size += line.length;
        } catch (IOException e) {
            undo(e);
            throw e;
        }
    }

    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private void undo(IOException cause) {
        try {
            cut();
        } catch (IOException e) {
            broken = true;
            cause.addSuppressed(e);
        }
    }

    private void cut() throws IOException {
        file.setLength(size);
        file.seek(size);
        file.getFD().sync();
    }
}

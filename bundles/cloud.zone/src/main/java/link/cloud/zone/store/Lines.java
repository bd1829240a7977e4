package link.cloud.zone.store;

import jakarta.json.JsonObject;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads a file of {@link Line}s whose first one is a header with a version. */
final class Lines {
    static final int VERSION = 1;

    private final Path file;
    private long whole;
    private int count;
    private boolean torn;

    private Lines(Path file) {
        this.file = file;
    }

    /**
     * Hands each whole line after the header to the consumer.
     *
     * @throws IOException the file cannot be read, is of a later version, or is damaged: a line that is not whole has others after it
     */
    static Lines read(Path file, Consumer<JsonObject> each) throws IOException {
        Lines lines = new Lines(file);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
            lines.read(in, each);
        }
        return lines;
    }

    /** @return how many bytes of the file are whole lines */
    long whole() {
        return whole;
    }

    /** @return how many lines are whole, the header among them */
    int count() {
        return count;
    }

    /** @return whether the last line is not whole */
    boolean torn() {
        return torn;
    }

    private void read(InputStream in, Consumer<JsonObject> each) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b >= 0; b = in.read()) {
            if (b == '\n') {
                take(line, each);
                line.reset();
            } else {
                line.write(b);
            }
        }
        torn |= line.size() > 0;
    }

    private void take(ByteArrayOutputStream line, Consumer<JsonObject> each) throws IOException {
        Optional<JsonObject> json = Line.parse(line.toByteArray());
        if (torn) {
            throw new IOException(file + " is damaged after line " + count + "; restore it from a backup");
        }
        torn = json.isEmpty();
        if (!torn) {
            count++;
            whole += line.size() + 1;
            check(json.get(), each);
        }
    }

    private void check(JsonObject json, Consumer<JsonObject> each) throws IOException {
        if (count > 1) {
            accept(json, each);
        } else if (json.getInt("version", 0) != VERSION) {
            throw new IOException(file + " is of version " + json.getInt("version", 0) + ", this program knows " + VERSION);
        }
    }

    private void accept(JsonObject json, Consumer<JsonObject> each) throws IOException {
        try {
            each.accept(json);
        } catch (RuntimeException e) {
            throw new IOException(file + ", line " + count + " is not understood: " + e.getMessage(), e);
        }
    }
}

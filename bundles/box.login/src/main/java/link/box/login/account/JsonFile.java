package link.box.login.account;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import link.box.common.file.AtomicFile;
import link.box.common.json.Json;

/** A JSON file of version 1, replaced as a whole. */
public final class JsonFile {
    private static final int LIMIT = 1 << 20;
    private static final int VERSION = 1;

    private final Path file;

    public JsonFile(Path file) {
        this.file = file;
    }

    /**
     * @param none what it is if there is no file
     * @return what the function makes of the file
     * @throws IOException the file is there and cannot be used; says which and why
     */
    public <T> T read(T none, Function<JsonObject, T> made) throws IOException {
        if (!Files.exists(file)) {
            return none;
        }
        try {
            JsonObject root = Json.object(new String(AtomicFile.read(file, LIMIT), StandardCharsets.UTF_8));
            if (root.getInt("version") != VERSION) {
                throw new IOException("it is of version " + root.getInt("version") + ", not " + VERSION);
            }
            return made.apply(root);
        } catch (IOException | RuntimeException e) {
            throw new IOException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Blocks for disk; the version is added. */
    public void write(JsonObjectBuilder content) throws IOException {
        AtomicFile.write(file, content.add("version", VERSION).build().toString().getBytes(StandardCharsets.UTF_8));
    }
}

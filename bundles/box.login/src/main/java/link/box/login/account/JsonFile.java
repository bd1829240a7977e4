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

/** A JSON file with a version, replaced as a whole. */
public final class JsonFile {
    private static final int LIMIT = 1 << 20;

    private final Path file;
    private final int version;

    /** @param version that is written; this one and all before it are read */
    public JsonFile(Path file, int version) {
        this.file = file;
        this.version = version;
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
            int found = root.getInt("version");
            if (found < 1 || found > version) {
                throw new IOException("it is of version " + found + ", not " + version);
            }
            return made.apply(root);
        } catch (IOException | RuntimeException e) {
            throw new IOException(file + " cannot be used: " + e.getMessage(), e);
        }
    }

    /** Blocks for disk; the version is added. */
    public void write(JsonObjectBuilder content) throws IOException {
        AtomicFile.write(file, content.add("version", version).build().toString().getBytes(StandardCharsets.UTF_8));
    }
}

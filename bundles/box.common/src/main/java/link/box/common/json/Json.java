package link.box.common.json;

import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonReaderFactory;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** JSON from outside: bounded, and with errors that say what is wrong. */
public final class Json {
    /** Makes objects and arrays. Looked up once: the look-up is expensive. */
    public static final JsonProvider PROVIDER = JsonProvider.provider();

    /** No message here has more than a handful; the parser's own limit of 1,000 is more than a thread's stack holds. */
    private static final int DEPTH = 32;
    private static final JsonReaderFactory READERS = PROVIDER.createReaderFactory(Map.of("org.eclipse.parsson.maxDepth", DEPTH));

    private Json() {
    }

    /**
     * @return the object that the text is
     * @throws IOException the text is not a JSON object, or nested too deeply
     */
    public static JsonObject object(String text) throws IOException {
        try (JsonReader reader = READERS.createReader(new StringReader(text))) {
            JsonValue value = reader.readValue();
            if (value instanceof JsonObject object) {
                return object;
            }
            throw new IOException("expected a JSON object, got " + value.getValueType());
        } catch (RuntimeException e) { // too deep nesting is neither a JsonException nor an IllegalStateException
            throw new IOException("not JSON: " + e.getMessage(), e);
        }
    }

    /**
     * @param limit how many bytes are read at most
     * @return the object in the stream
     * @throws IOException it is larger, is no JSON object, or cannot be read
     */
    public static JsonObject object(InputStream stream, int limit) throws IOException {
        byte[] bytes = stream.readNBytes(limit + 1);
        if (bytes.length > limit) {
            throw new IOException("larger than " + limit + " bytes");
        }
        return object(new String(bytes, StandardCharsets.UTF_8));
    }
}

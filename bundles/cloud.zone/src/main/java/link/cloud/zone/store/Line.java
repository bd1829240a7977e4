package link.cloud.zone.store;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.zip.CRC32;
import link.box.common.json.Json;

/** A line of a file: checksum, blank, JSON object, newline. The checksum tells a torn or damaged line from a whole one. */
final class Line {
    private static final int CHECKSUM = 8;

    private Line() {
    }

    static byte[] of(JsonObject json) {
        String text = json.toString();
        return (checksum(text) + " " + text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** @return the object; empty if the line is not whole */
    static Optional<JsonObject> parse(byte[] line) {
        String text = new String(line, StandardCharsets.UTF_8);
        if (text.length() <= CHECKSUM + 1 || text.charAt(CHECKSUM) != ' ') {
            return Optional.empty();
        }
        String json = text.substring(CHECKSUM + 1);
        if (!text.startsWith(checksum(json))) {
            return Optional.empty();
        }
        try {
            return Optional.of(Json.object(json));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String checksum(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }
}

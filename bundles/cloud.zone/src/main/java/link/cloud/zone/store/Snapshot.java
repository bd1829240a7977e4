package link.cloud.zone.store;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import link.box.common.file.AtomicFile;
import link.box.common.json.Json;
import link.cloud.zone.record.BoxRecords;
import link.cloud.zone.record.Changes;

/** The whole zone in one file: a header, one line for each id, and a last line with the serial. */
final class Snapshot {
    private Snapshot() {
    }

    /** Writes while edits go on: what is newer than the serial is in the journal as well. */
    static void write(Path file, long serial, Map<String, BoxRecords> boxes) throws IOException {
        AtomicFile.write(file, stream -> {
            stream.write(Journal.header());
            for (Map.Entry<String, BoxRecords> box : boxes.entrySet()) {
                stream.write(Line.of(whole(box.getKey(), box.getValue()).json()));
            }
            stream.write(Line.of(Json.PROVIDER.createObjectBuilder().add("end", serial).build()));
        });
    }

    private static Change whole(String id, BoxRecords box) {
        return new Change(id, box.version(), new Changes(box.sets(), box.kite()));
    }

    /** @return the serial up to which it is complete */
    static long read(Path file, Consumer<Change> each) throws IOException {
        long[] serial = {-1};
        Lines lines = Lines.read(file, json -> take(json, each, serial));
        if (lines.torn() || serial[0] < 0) {
            throw new IOException(file + " is damaged after line " + lines.count() + "; restore it from a backup");
        }
        return serial[0];
    }

    private static void take(JsonObject json, Consumer<Change> each, long[] serial) {
        if (json.containsKey("end")) {
            serial[0] = json.getJsonNumber("end").longValue();
        } else {
            each.accept(Change.of(json));
        }
    }
}

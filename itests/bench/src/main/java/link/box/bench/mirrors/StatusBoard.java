package link.box.bench.mirrors;

import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import link.box.lab.ImageProcess;

/** What Boxes say of themselves where there is no registration server: what the zone has acknowledged. For one thread at a time. */
final class StatusBoard implements Board {
    private final List<ImageProcess> boxes;
    private final Map<String, Entry> last = new HashMap<>();

    StatusBoard(List<ImageProcess> boxes) {
        this.boxes = boxes;
    }

    @Override
    public Map<String, Entry> read() throws IOException {
        Map<String, Entry> now = new HashMap<>();
        for (ImageProcess box : boxes) {
            JsonObject status = box.status().json();
            String main = status.getString("main", "");
            JsonObject published = status.getJsonObject("published");
            if (published != null) {
                String id = main.substring(0, main.indexOf('.'));
                List<String> names = published.getJsonArray("names").getValuesAs(JsonString.class).stream().map(JsonString::getString)
                        .toList();
                now.put(id, last.merge(id, new Entry(1, names), StatusBoard::later));
            }
        }
        return now;
    }

    private static Entry later(Entry old, Entry next) {
        return old.names().equals(next.names()) ? old : new Entry(old.seq() + 1, next.names());
    }
}

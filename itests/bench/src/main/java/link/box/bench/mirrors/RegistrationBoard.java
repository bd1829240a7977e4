package link.box.bench.mirrors;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import link.box.lab.Web;

/** What Boxes have told the registration server: what an app gets to know of them. */
final class RegistrationBoard implements Board {
    private final Web web;
    private final String registration;

    /** @param registration origin of the server */
    RegistrationBoard(Web web, String registration) {
        this.web = web;
        this.registration = registration;
    }

    @Override
    public Map<String, Entry> read() throws IOException, InterruptedException {
        Map<String, Entry> entries = new HashMap<>();
        for (JsonValue each : Json.createReader(new StringReader(web.get(registration + "/ping").body())).readArray()) {
            JsonObject message = Json.createReader(new StringReader(each.asJsonObject().getString("message"))).readObject();
            List<String> names = message.getJsonArray("urls").getValuesAs(JsonObject.class).stream()
                    .filter(url -> !url.getString("kind").equals("tunnel")).map(url -> URI.create(url.getString("url")).getHost()).toList();
            entries.put(each.asJsonObject().getString("client"), new Entry(message.getJsonNumber("seq").longValue(), names));
        }
        return entries;
    }
}

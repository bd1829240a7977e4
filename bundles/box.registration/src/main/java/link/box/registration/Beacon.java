package link.box.registration;

import jakarta.json.JsonObjectBuilder;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import link.box.common.json.Json;

/**
 * What is shown to apps at home, as it is sent.
 *
 * @param apps origins of the apps; eight at most
 */
record Beacon(Handle handle, Place place, Set<String> apps) {
    private static final int MOST_APPS = 8;

    Beacon {
        apps = Set.copyOf(apps.stream().sorted().limit(MOST_APPS).toList());
    }

    String body() {
        return json(apps, (int) Announcer.HOLDS.toSeconds());
    }

    /** Asks where the server sees us come from; listed for no app, it is seen by nobody. */
    String question() {
        return json(List.of(), (int) Announcer.HOLDS.toSeconds());
    }

    String farewell() {
        return json(List.of(), 0);
    }

    private String json(Collection<String> origins, int ttl) {
        JsonObjectBuilder json = Json.PROVIDER.createObjectBuilder().add("v", 2).add("handle", handle.name()).add("key", handle.key());
        return json.add("ip", place.ip()).add("port", place.port()).add("apps", Json.PROVIDER.createArrayBuilder(origins)).add("ttl", ttl)
                .build().toString();
    }
}

package link.box.login.account;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import link.box.common.json.Json;

/**
 * How the Box came to have an admin, for everybody at home to see: whoever was too late must learn it.
 *
 * @param peer the address it was done from
 * @param agent the browser it was done with, in words
 */
public record Claim(Instant at, String peer, String agent) {
    private static final Duration SHOWN = Duration.ofHours(24);

    /** Whether it is so recent that visitors at home are told. */
    public boolean recent(Instant now) {
        return now.isBefore(at.plus(SHOWN));
    }

    JsonObject json() {
        return Json.PROVIDER.createObjectBuilder().add("at", at.getEpochSecond()).add("peer", peer).add("agent", agent).build();
    }

    static Claim of(JsonObject json) {
        return new Claim(Instant.ofEpochSecond(json.getJsonNumber("at").longValue()), json.getString("peer"), json.getString("agent"));
    }
}

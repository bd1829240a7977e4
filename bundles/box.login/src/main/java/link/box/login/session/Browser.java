package link.box.login.session;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import link.box.common.json.Json;

/**
 * A browser that somebody logged in with, and that is remembered.
 *
 * @param hash of its token of now
 * @param before hash of the one before, good for a minute more: of two pages that ask at once the second still has it; or empty
 * @param used when the token was last changed, which is when it was last used
 */
public record Browser(String id, String user, String hash, String before, Instant began, Instant used, Place place) {
    public static final Duration LIFE = Duration.ofDays(90);
    private static final Duration GRACE = Duration.ofSeconds(60);

    boolean valid(Instant now) {
        return !now.isBefore(used) && now.isBefore(used.plus(LIFE));
    }

    boolean holds(String token, Instant now) {
        return valid(now) && (hash.equals(token) || before.equals(token) && now.isBefore(used.plus(GRACE)));
    }

    Browser rotated(String next, Instant now, Place seen) {
        return new Browser(id, user, next, hash, began, now, seen);
    }

    JsonObject json() {
        return place.into(Json.PROVIDER.createObjectBuilder().add("id", id).add("user", user).add("hash", hash).add("before", before)
                .add("began", began.getEpochSecond()).add("used", used.getEpochSecond())).build();
    }

    static Browser of(JsonObject json) {
        return new Browser(json.getString("id"), json.getString("user"), json.getString("hash"), json.getString("before"),
                Instant.ofEpochSecond(json.getJsonNumber("began").longValue()),
                Instant.ofEpochSecond(json.getJsonNumber("used").longValue()), Place.of(json));
    }

    @Override
    public String toString() {
        return "browser of " + user;
    }
}

package link.box.login.session;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import link.box.common.json.Json;

/**
 * That somebody is logged in.
 *
 * @param hash of the token
 * @param authenticated when the password was last typed in it; long ago if a device cookie opened it
 * @param used when it was last seen in use, within a minute
 * @param local opened under an address or a .local name, where the Box shows its own certificate: short, and for home only
 * @param browser id of the browser that is remembered with it; or empty
 */
public record Session(String hash, String user, Instant began, Instant authenticated, Instant used, boolean local, String browser,
        Place place) {
    public static final Duration IDLE = Duration.ofHours(12);
    public static final Duration LIFE = Duration.ofDays(7);
    public static final Duration LOCAL = Duration.ofMinutes(30);
    private static final int ID = 16;

    /** @return what people's forms call it; says nothing of the token */
    public String id() {
        return hash.substring(0, ID);
    }

    /** A clock that was set back must not lengthen a session. */
    boolean valid(Instant now) {
        return !now.isBefore(began) && now.isBefore(began.plus(local ? LOCAL : LIFE)) && now.isBefore(used.plus(IDLE));
    }

    /** Whether its time is up for good; one that began in the future may yet hold when the clock is right. */
    boolean over(Instant now) {
        return !now.isBefore(began) && !valid(now);
    }

    Session used(Instant now) {
        return new Session(hash, user, began, authenticated, now, local, browser, place);
    }

    Session confirmed(String next, Instant now) {
        return new Session(next, user, began, now, now, local, browser, place);
    }

    JsonObject json() {
        return place.into(Json.PROVIDER.createObjectBuilder().add("hash", hash).add("user", user).add("began", began.getEpochSecond())
                .add("authenticated", authenticated.getEpochSecond()).add("used", used.getEpochSecond()).add("local", local)
                .add("browser", browser)).build();
    }

    static Session of(JsonObject json) {
        JsonNumber ends = json.getJsonNumber("ends");
        return ends == null ? new Session(json.getString("hash"), json.getString("user"), time(json, "began"),
                time(json, "authenticated"), time(json, "used"), json.getBoolean("local"), json.getString("browser"), Place.of(json))
                : old(json, Instant.ofEpochSecond(ends.longValue()).minus(IDLE));
    }

    /** Version 1 knew only the end, 12 hours after the beginning. */
    private static Session old(JsonObject json, Instant began) {
        return new Session(json.getString("hash"), json.getString("user"), began, Instant.EPOCH, began, false, "", Place.UNKNOWN);
    }

    private static Instant time(JsonObject json, String name) {
        return Instant.ofEpochSecond(json.getJsonNumber(name).longValue());
    }

    @Override
    public String toString() {
        return "session of " + user;
    }
}

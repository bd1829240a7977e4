package link.box.login.session;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import link.box.common.json.Json;
import link.box.login.account.JsonFile;

/**
 * Who is logged in: random tokens, of which only hashes are kept, in memory and in {@code sessions.json}. They end after 12 hours.
 * Thread-safe.
 */
public final class Sessions {
    public static final Duration LIFE = Duration.ofHours(12);
    public static final int MAX = 64;

    private final JsonFile file;
    private final Supplier<Instant> clock;
    private final SecureRandom random = new SecureRandom();
    private volatile Map<String, Session> sessions = Map.of();

    private record Session(String user, Instant ends) {
    }

    public Sessions(Path directory, Supplier<Instant> clock) {
        this.file = new JsonFile(directory.resolve("sessions.json"));
        this.clock = clock;
    }

    /** @throws IOException the file cannot be used: nobody is logged in */
    public void load() throws IOException {
        sessions = file.read(Map.of(), Sessions::read);
    }

    /** @return the id of the user whose token this is; empty if it is nobody's, or over */
    public Optional<String> user(String token) {
        return Optional.ofNullable(sessions.get(hash(token))).filter(this::valid).map(Session::user);
    }

    /** @return the token of a new session; the oldest gives way when there are too many */
    public synchronized String open(String user) throws IOException {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Map<String, Session> next = living();
        next.put(hash(token), new Session(user, clock.get().plus(LIFE)));
        store(newest(next));
        return token;
    }

    /** Ends a session; nothing happens if there is none of that token. */
    public synchronized void close(String token) throws IOException {
        Map<String, Session> next = living();
        if (next.remove(hash(token)) != null) {
            store(next);
        }
    }

    /** A clock that was set back must not lengthen a session. */
    private boolean valid(Session session) {
        Instant now = clock.get();
        return now.isBefore(session.ends) && !now.plus(LIFE).isBefore(session.ends);
    }

    private Map<String, Session> living() {
        Map<String, Session> living = new LinkedHashMap<>(sessions);
        Instant now = clock.get();
        living.values().removeIf(session -> session.ends.isBefore(now));
        return living;
    }

    private static Map<String, Session> newest(Map<String, Session> all) {
        List<String> hashes = new ArrayList<>(all.keySet());
        hashes.subList(0, Math.max(0, hashes.size() - MAX)).forEach(all::remove);
        return all;
    }

    private void store(Map<String, Session> next) throws IOException {
        JsonArrayBuilder list = Json.PROVIDER.createArrayBuilder();
        next.forEach((hash, session) -> list.add(Json.PROVIDER.createObjectBuilder().add("hash", hash).add("user", session.user)
                .add("ends", session.ends.getEpochSecond())));
        file.write(Json.PROVIDER.createObjectBuilder().add("sessions", list));
        sessions = next;
    }

    private static Map<String, Session> read(JsonObject root) {
        Map<String, Session> found = new LinkedHashMap<>();
        root.getJsonArray("sessions").getValuesAs(JsonObject.class).forEach(each -> found.put(each.getString("hash"),
                new Session(each.getString("user"), Instant.ofEpochSecond(each.getJsonNumber("ends").longValue()))));
        return found;
    }

    private static String hash(String token) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JVM has no SHA-256", e);
        }
    }
}

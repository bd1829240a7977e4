package link.box.login.session;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.function.Supplier;
import link.box.common.json.Json;
import link.box.login.account.JsonFile;
import link.box.login.account.Secret;

/**
 * Who is logged in: random tokens, of which only hashes are kept, in memory and in {@code sessions.json}. Thread-safe; looking somebody up
 * waits for nobody, and not for disk.
 */
public final class Sessions {
    public static final int MAX = 64;
    private static final int TOKEN = 32;
    private static final long TOUCH = 60;

    private final JsonFile file;
    private final Supplier<Instant> clock;
    private final AtomicReference<Map<String, Session>> live = new AtomicReference<>(Map.of());
    private volatile boolean touched;

    public Sessions(Path directory, Supplier<Instant> clock) {
        this.file = new JsonFile(directory.resolve("sessions.json"), 2);
        this.clock = () -> clock.get().truncatedTo(ChronoUnit.SECONDS);
    }

    /** @throws IOException the file cannot be used: nobody is logged in */
    public void load() throws IOException {
        live.set(file.read(Map.of(), Sessions::read));
    }

    /** @return the session of that token; empty if it is nobody's, or over. Notes that it is in use */
    public Optional<Session> find(String token) {
        Instant now = clock.get();
        Session found = live.get().get(Secret.hash(token));
        if (found == null || !found.valid(now)) {
            return Optional.empty();
        }
        if (now.getEpochSecond() - found.used().getEpochSecond() >= TOUCH) {
            touch(found, now);
        }
        return Optional.of(found);
    }

    /** @return those that hold now, the oldest first */
    public List<Session> list() {
        Instant now = clock.get();
        return live.get().values().stream().filter(session -> session.valid(now)).toList();
    }

    /**
     * @param typed whether the password was typed just now
     * @param browser id of the browser that is remembered, or empty
     * @return the token of a new session; the oldest gives way when there are too many
     */
    public synchronized String open(String user, boolean typed, boolean local, String browser, Place place) throws IOException {
        Instant now = clock.get();
        String token = Secret.fresh(TOKEN);
        add(new Session(Secret.hash(token), user, now, typed ? now : Instant.EPOCH, now, local, browser, place));
        return token;
    }

    /** @return the new token of a session whose user has typed the password again; the old one is worth nothing. Empty if it is over */
    public synchronized Optional<String> confirm(String token) throws IOException {
        Optional<Session> old = find(token);
        if (old.isEmpty()) {
            return Optional.empty();
        }
        String next = Secret.fresh(TOKEN);
        drop(session -> session.hash().equals(old.get().hash()));
        add(old.get().confirmed(Secret.hash(next), clock.get()));
        return Optional.of(next);
    }

    /** Ends a session; nothing happens if there is none of that token. */
    public void close(String token) throws IOException {
        String hash = Secret.hash(token);
        end(session -> session.hash().equals(hash));
    }

    /** Ends all like that. What cannot be written is over all the same, until a restart. */
    public synchronized void end(Predicate<Session> which) throws IOException {
        if (drop(which)) {
            store(live.get().values());
        }
    }

    /** Writes down who was seen, if anybody was. Blocks for disk. */
    public synchronized void save() throws IOException {
        if (touched) {
            touched = false;
            store(live.get().values());
        }
    }

    private void touch(Session session, Instant now) {
        live.updateAndGet(all -> {
            Map<String, Session> next = new LinkedHashMap<>(all);
            next.computeIfPresent(session.hash(), (hash, each) -> each.used(now));
            return next;
        });
        touched = true;
    }

    private boolean drop(Predicate<Session> which) {
        return live.getAndUpdate(all -> {
            Map<String, Session> next = new LinkedHashMap<>(all);
            next.values().removeIf(which);
            return next;
        }).values().stream().anyMatch(which);
    }

    private void add(Session added) throws IOException {
        Map<String, Session> next = with(live.get(), added);
        store(next.values());
        live.updateAndGet(all -> with(all, added));
    }

    private Map<String, Session> with(Map<String, Session> all, Session added) {
        Map<String, Session> next = new LinkedHashMap<>(all);
        Instant now = clock.get();
        next.values().removeIf(session -> session.over(now));
        next.put(added.hash(), added);
        List<String> hashes = List.copyOf(next.keySet());
        hashes.subList(0, Math.max(0, hashes.size() - MAX)).forEach(next::remove);
        return next;
    }

    private void store(Collection<Session> sessions) throws IOException {
        JsonArrayBuilder list = Json.PROVIDER.createArrayBuilder();
        sessions.forEach(session -> list.add(session.json()));
        file.write(Json.PROVIDER.createObjectBuilder().add("sessions", list));
    }

    private static Map<String, Session> read(JsonObject root) {
        Map<String, Session> found = new LinkedHashMap<>();
        root.getJsonArray("sessions").getValuesAs(JsonObject.class).stream().map(Session::of)
                .forEach(session -> found.put(session.hash(), session));
        return found;
    }
}

package link.box.login.session;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import link.box.common.json.Json;
import link.box.login.account.JsonFile;
import link.box.login.account.Secret;

/**
 * The browsers that are remembered, so that nobody types the password again under another of the Box's names: {@code browsers.json}.
 * Thread-safe; blocks for disk.
 */
public final class Browsers {
    public static final int MAX = 32;
    /** More than a browser of ours has, even if a sibling Box has planted some. */
    private static final int SHOWN = 4;
    private static final int ID = 16;
    private static final int TOKEN = 32;

    private final JsonFile file;
    private final Supplier<Instant> clock;
    private List<Browser> browsers = List.of();
    private boolean unwritten;

    public Browsers(Path directory, Supplier<Instant> clock) {
        this.file = new JsonFile(directory.resolve("browsers.json"), 1);
        this.clock = () -> clock.get().truncatedTo(ChronoUnit.SECONDS);
    }

    /** @throws IOException the file cannot be used: no browser is remembered */
    public synchronized void load() throws IOException {
        browsers = file.read(List.of(),
                root -> root.getJsonArray("browsers").getValuesAs(JsonObject.class).stream().map(Browser::of).toList());
    }

    /** @return whose tokens these are: of up to four exactly one must hold, as it does not show who planted which */
    public synchronized Optional<Browser> find(List<String> tokens) {
        if (tokens.size() > SHOWN) {
            return Optional.empty();
        }
        List<Browser> found = tokens.stream().flatMap(token -> holder(token).stream()).toList();
        return found.size() == 1 ? Optional.of(found.get(0)) : Optional.empty();
    }

    /** @return the token of a browser that is remembered from now on; the one unused for longest gives way when there are too many */
    public synchronized String open(String user, Place place) throws IOException {
        String token = Secret.fresh(TOKEN);
        String hash = Secret.hash(token);
        List<Browser> next = new ArrayList<>(browsers);
        next.add(new Browser(hash.substring(0, ID), user, hash, "", clock.get(), clock.get(), place));
        next.subList(0, Math.max(0, next.size() - MAX)).clear();
        store(next);
        return token;
    }

    /** A browser that has come back, with its next token; none if another page of it has that already. */
    record Returned(Browser browser, Optional<String> token) {
    }

    /**
     * Looks for a browser and gives it another token at once, so that it can neither end in between nor get two.
     *
     * @param shown tokens it came with
     * @return empty if it is not remembered, or not one of those
     */
    synchronized Optional<Returned> back(List<String> shown, Predicate<Browser> which, Place place) throws IOException {
        Optional<Browser> known = find(shown).filter(which);
        if (known.isEmpty() || shown.stream().map(Secret::hash).noneMatch(known.get().hash()::equals)) {
            return known.map(browser -> new Returned(browser, Optional.empty()));
        }
        String token = Secret.fresh(TOKEN);
        Browser rotated = known.get().rotated(Secret.hash(token), clock.get(), place);
        List<Browser> next = new ArrayList<>(browsers);
        next.remove(known.get());
        next.add(rotated);
        store(next);
        return Optional.of(new Returned(rotated, Optional.of(token)));
    }

    /** Forgets all like that. What cannot be written is forgotten all the same, until a restart. */
    public synchronized void end(Predicate<Browser> which) throws IOException {
        if (unwritten || browsers.stream().anyMatch(which)) {
            unwritten = true;
            browsers = browsers.stream().filter(which.negate()).toList();
            store(browsers);
        }
    }

    /** @return those that are remembered, the one unused for longest first */
    public synchronized List<Browser> list() {
        Instant now = clock.get();
        return browsers.stream().filter(browser -> browser.valid(now)).toList();
    }

    private Optional<Browser> holder(String token) {
        String hash = Secret.hash(token);
        Instant now = clock.get();
        return browsers.stream().filter(browser -> browser.holds(hash, now)).findFirst();
    }

    private void store(List<Browser> next) throws IOException {
        JsonArrayBuilder list = Json.PROVIDER.createArrayBuilder();
        next.forEach(browser -> list.add(browser.json()));
        file.write(Json.PROVIDER.createObjectBuilder().add("browsers", list));
        browsers = List.copyOf(next);
        unwritten = false;
    }
}

package link.box.login.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import link.box.api.access.Credential;

/** Who is in, and with which browsers: sessions and the browsers that may open new ones. Thread-safe. */
public final class Presence {
    private final Sessions sessions;
    private final Browsers browsers;

    /**
     * What a browser is given.
     *
     * @param session token of its new session
     * @param device its new device token; empty if it keeps the one it has, or gets none
     */
    public record Entry(String session, Optional<String> device) {
        @Override
        public String toString() {
            return "entry";
        }
    }

    public Presence(Path directory, Supplier<Instant> clock) {
        this.sessions = new Sessions(directory, clock);
        this.browsers = new Browsers(directory, clock);
    }

    public Sessions sessions() {
        return sessions;
    }

    public Browsers browsers() {
        return browsers;
    }

    /** @throws IOException a file cannot be used, and what it held is forgotten */
    public void load() throws IOException {
        try {
            sessions.load();
        } finally {
            browsers.load();
        }
    }

    /** A session that the Box's own certificate protects is for home only. */
    public Optional<Session> find(Credential credential) {
        Place place = new Place(credential.from(), "", "");
        return sessions.find(credential.token()).filter(session -> !session.local() || !place.outside());
    }

    /** Somebody has typed the password, under a name of the Box: the browser is remembered. */
    public Entry enter(String user, List<String> devices, Place place) throws IOException {
        Optional<Browser> known = browsers.find(devices).filter(browser -> browser.user().equals(user));
        Optional<String> device = known.isPresent() ? browsers.rotate(known.get(), devices, place)
                : Optional.of(browsers.open(user, place));
        String id = known.or(() -> browsers.find(device.stream().toList())).map(Browser::id).orElse("");
        return new Entry(sessions.open(user, true, false, id, place), device);
    }

    /**
     * Somebody has typed the password, where no browser can be remembered.
     *
     * @param local under an address or a .local name: for half an hour
     */
    public Entry visit(String user, boolean local, Place place) throws IOException {
        return new Entry(sessions.open(user, true, local, "", place), Optional.empty());
    }

    /** A browser that is remembered comes without a session, as under a name where it never was. */
    public Optional<Entry> resume(List<String> devices, Place place) throws IOException {
        Optional<Browser> known = browsers.find(devices);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> device = browsers.rotate(known.get(), devices, place);
        return Optional.of(new Entry(sessions.open(known.get().user(), false, false, known.get().id(), place), device));
    }

    /** A browser logs out: under all names. */
    public void leave(List<String> tokens, List<String> devices) throws IOException {
        for (String token : tokens) {
            Optional<Session> session = sessions.find(token);
            sessions.close(token);
            if (session.isPresent()) {
                forget(session.get().browser());
            }
        }
        Optional<Browser> known = browsers.find(devices);
        if (known.isPresent()) {
            forget(known.get().id());
        }
    }

    /** Forgets a browser and ends its sessions; nothing happens if there is none of that id. */
    public void forget(String browser) throws IOException {
        if (!browser.isEmpty()) {
            sessions.end(session -> session.browser().equals(browser));
            browsers.end(each -> each.id().equals(browser));
        }
    }

    /** Ends all that is in that user's name. */
    public void expel(String user) throws IOException {
        sessions.end(session -> session.user().equals(user));
        browsers.end(browser -> browser.user().equals(user));
    }

    public void expelAll() throws IOException {
        sessions.end(session -> true);
        browsers.end(browser -> true);
    }
}

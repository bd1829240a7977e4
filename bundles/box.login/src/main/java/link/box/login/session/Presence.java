package link.box.login.session;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import link.box.api.access.Credential;
import link.box.login.account.Accounts;
import link.box.login.account.User;

/**
 * Who is in, and with which browsers: sessions and the browsers that may open new ones. What lets in and what throws out comes one after
 * the other, and who is let in is looked up again then: passwords are checked before, and that takes long. Thread-safe.
 */
public final class Presence {
    private final Accounts accounts;
    private final Pace pace;
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

    public Presence(Path directory, Supplier<Instant> clock, LongSupplier nanos, Accounts accounts) {
        this.accounts = accounts;
        this.pace = new Pace(nanos);
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

    /**
     * Somebody has typed the password, under a name of the Box: the browser is remembered.
     *
     * @return empty if it is another by now
     */
    public synchronized Optional<Entry> enter(User user, List<String> devices, Place place) throws IOException {
        if (!accounts.holds(user)) {
            return Optional.empty();
        }
        Optional<Browsers.Returned> known = browsers.back(devices, browser -> browser.user().equals(user.id()), place);
        Optional<String> device = known.isPresent() ? known.get().token() : Optional.of(browsers.open(user.id(), place));
        String id = known.map(Browsers.Returned::browser).or(() -> browsers.find(device.stream().toList())).map(Browser::id).orElse("");
        return Optional.of(new Entry(sessions.open(user.id(), true, false, id, place), device));
    }

    /**
     * Somebody has typed the password, where no browser can be remembered.
     *
     * @param local under an address or a .local name: for half an hour
     * @return empty if it is another by now
     */
    public synchronized Optional<Entry> visit(User user, boolean local, Place place) throws IOException {
        return accounts.holds(user)
                ? Optional.of(new Entry(sessions.open(user.id(), true, local, "", place), Optional.empty())) : Optional.empty();
    }

    /**
     * A browser that is remembered comes without a session, as under a name where it never was.
     *
     * @return empty if it is remembered no longer, or comes too often
     */
    public synchronized Optional<Entry> resume(List<String> devices, Place place) throws IOException {
        Optional<Browsers.Returned> known = browsers.back(devices,
                browser -> accounts.byId(browser.user()).isPresent() && pace.take(browser.id()), place);
        if (known.isEmpty()) {
            return Optional.empty();
        }
        Browser browser = known.get().browser();
        return Optional.of(new Entry(sessions.open(browser.user(), false, false, browser.id(), place), known.get().token()));
    }

    /**
     * Another password: everybody in that user's name is out.
     *
     * @param user as the password that is to be replaced was checked
     * @return false if it is the user's no longer, and nothing has happened
     */
    public synchronized boolean change(User user, String hash) throws IOException {
        boolean changed = accounts.replace(user, hash);
        if (changed) {
            end(session -> session.user().equals(user.id()), browser -> browser.user().equals(user.id()));
        }
        return changed;
    }

    /** Nobody is a user any more. */
    public synchronized void clear() throws IOException {
        try {
            end(session -> true, browser -> true);
        } finally {
            accounts.clear();
        }
    }

    /** A browser logs out: under all names. */
    public synchronized void leave(List<String> tokens, List<String> devices) throws IOException {
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
    public synchronized void forget(String browser) throws IOException {
        if (!browser.isEmpty()) {
            end(session -> session.browser().equals(browser), each -> each.id().equals(browser));
        }
    }

    /** Ends all in a user's name but one session and its browser. */
    public synchronized void keep(String user, Optional<Session> one) throws IOException {
        String session = one.map(Session::id).orElse("");
        String browser = one.map(Session::browser).orElse("");
        end(each -> each.user().equals(user) && !each.id().equals(session),
                each -> each.user().equals(user) && !each.id().equals(browser));
    }

    private void end(Predicate<Session> which, Predicate<Browser> whose) throws IOException {
        try {
            sessions.end(which);
        } finally {
            browsers.end(whose);
        }
    }
}

package link.box.login.legacy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import link.box.login.account.Secret;
import link.box.login.account.User;

/**
 * Which old apps are in, and their tokens. What is given is on disk first; what is taken back is over first, and if it cannot be written
 * until a restart. Thread-safe; {@link #find} waits for nobody, and not for disk.
 */
public final class Ledger {
    private static final Duration TOUCH = Duration.ofMinutes(1);
    private static final int ID = 16;
    private static final int SECRET = 32;

    private final BookFile file;
    private final Supplier<Instant> clock;
    private final Set<String> listed;
    private final Predicate<User> holds;
    private final Map<String, Instant> uses = new ConcurrentHashMap<>();
    private volatile Book book = Book.EMPTY;
    private boolean unwritten;

    /**
     * @param listed origins of apps that can be let in
     * @param holds whether somebody is a user still, with this password: it was checked some time before
     */
    public Ledger(Path directory, Supplier<Instant> clock, Set<String> listed, Predicate<User> holds) {
        this.file = new BookFile(directory);
        this.clock = () -> clock.get().truncatedTo(ChronoUnit.SECONDS);
        this.listed = Set.copyOf(listed);
        this.holds = holds;
    }

    /** @throws IOException the file cannot be used: no old app is in */
    public void load() throws IOException {
        book = file.read();
    }

    /** @return the app of that origin, if it is listed and in */
    public Optional<App> in(String origin) {
        return listed.contains(origin) ? dated().app(origin, clock.get()) : Optional.empty();
    }

    /** @return whether nothing was ever let in, or all is over */
    public boolean empty() {
        return book.equals(Book.EMPTY);
    }

    /** @return whether any app is in */
    public boolean any() {
        return listed.stream().anyMatch(each -> book.app(each, clock.get()).isPresent());
    }

    /** An admin lets an app in. Blocks for disk. @return false if it is in already, or not listed */
    public synchronized boolean letIn(String origin) throws IOException {
        if (!listed.contains(origin) || in(origin).isPresent()) {
            return false;
        }
        Instant now = clock.get();
        store(dated().withoutApp(origin).with(new App(origin, now, now)));
        return true;
    }

    /** Ends an app and its tokens. Blocks for disk. */
    public synchronized void putOut(String origin) throws IOException {
        take(dated().withoutApp(origin));
    }

    /** Ends all, and what tokens were signed with. Blocks for disk. */
    public synchronized void clear() throws IOException {
        take(Book.EMPTY);
    }

    /** @return a new token for an app that is in; empty if it is not, or cannot have one. Blocks for disk */
    public synchronized Optional<String> issue(User user, String origin) throws IOException {
        Optional<App> app = in(origin);
        if (app.isEmpty() || !holds.test(user)) {
            return Optional.empty();
        }
        Instant now = clock.get();
        Token token = new Token(Secret.fresh(ID), user.id(), origin, now, now);
        Book next = dated();
        Book ready = next.secrets().containsKey(user.id()) ? next : next.with(user.id(), Secret.fresh(SECRET));
        String signed = Jwt.sign(token, user.email(), secret(ready, user.id()).orElseThrow());
        if (!Jwt.shaped(signed)) { // an address so long that the gate would not take the token
            return Optional.empty();
        }
        store(ready.with(app.get().used(now)).with(token));
        return Optional.of(signed);
    }

    /** @return what the token stands for; empty if it is nobody's, or over, or its app is out. Notes that it is in use */
    public Optional<Token> find(String signed) {
        Book now = book;
        if (now.tokens().isEmpty()) {
            return Optional.empty();
        }
        Instant time = clock.get();
        Optional<Token> found = Jwt.read(signed, user -> secret(now, user)).filter(claims -> time.isBefore(claims.ends()))
                .flatMap(claims -> now.token(claims.token()).map(this::dated)
                        .filter(each -> each.user().equals(claims.user()) && each.origin().equals(claims.origin())))
                .filter(each -> each.valid(time) && in(each.origin()).isPresent());
        found.filter(each -> Duration.between(each.used(), time).compareTo(TOUCH) >= 0).ifPresent(each -> uses.put(each.id(), time));
        return found;
    }

    /** @return those that hold now, with their last uses */
    public List<Token> tokens() {
        Instant now = clock.get();
        return dated().tokens().stream().filter(each -> each.valid(now) && in(each.origin()).isPresent()).toList();
    }

    /** Ends tokens like that. Blocks for disk. */
    public synchronized void end(Predicate<Token> which) throws IOException {
        if (unwritten || book.tokens().stream().anyMatch(which)) {
            take(dated().withoutTokens(which));
        }
    }

    /** Ends all that is in that user's name, and what it was signed with. Blocks for disk. */
    public synchronized void endUser(String user) throws IOException {
        if (unwritten || book.secrets().containsKey(user)) {
            take(dated().withoutUser(user));
        }
    }

    /**
     * Forgets what is over and writes down last uses, if there is anything new. Blocks for disk.
     *
     * @param sure whether the clock can be believed: what a wrong one says is over may not be
     * @return origins of apps that are out by it
     */
    public synchronized List<String> tidy(boolean sure) throws IOException {
        Book before = book;
        Book next = sure ? dated().living(clock.get()) : dated();
        if (unwritten || !next.equals(before)) {
            store(next);
        }
        return before.apps().stream().map(App::origin)
                .filter(each -> next.apps().stream().noneMatch(app -> app.origin().equals(each))).toList();
    }

    private Book dated() {
        return uses.isEmpty() ? book : book.each(this::dated, this::dated);
    }

    private Token dated(Token token) {
        Instant last = uses.get(token.id());
        return last == null ? token : token.used(last);
    }

    private App dated(App app) {
        return book.tokens().stream().filter(each -> each.origin().equals(app.origin())).map(each -> uses.get(each.id()))
                .filter(last -> last != null && last.isAfter(app.used())).max(Instant::compareTo).map(app::used).orElse(app);
    }

    private static Optional<byte[]> secret(Book book, String user) {
        return Optional.ofNullable(book.secrets().get(user)).map(Base64.getUrlDecoder()::decode);
    }

    private void store(Book next) throws IOException {
        write(next);
        show(next);
    }

    private void take(Book next) throws IOException {
        unwritten = true;
        show(next);
        write(next);
    }

    private void write(Book next) throws IOException {
        file.write(next);
        unwritten = false;
    }

    private void show(Book next) {
        book = next;
        uses.keySet().removeIf(id -> next.token(id).isEmpty());
    }
}

package link.box.login.account;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import link.box.common.json.Json;

/** Who may log in: {@code accounts.json}, read once and written through. Thread-safe. */
public final class Accounts {
    private static final Book EMPTY = new Book(List.of(), Optional.empty(), true);

    private final JsonFile file;
    private volatile Book book = EMPTY;

    /** @param newcomers whether browsers that were never in may log in through the tunnel */
    private record Book(List<User> users, Optional<Claim> claim, boolean newcomers) {
    }

    public Accounts(Path directory) {
        this.file = new JsonFile(directory.resolve("accounts.json"), 1);
    }

    /** @throws IOException the file is there and cannot be used; says why */
    public void load() throws IOException {
        book = file.read(EMPTY, Accounts::book);
    }

    public boolean empty() {
        return book.users.isEmpty();
    }

    public List<User> list() {
        return book.users;
    }

    public Optional<User> byEmail(String email) {
        return book.users.stream().filter(user -> user.email().equalsIgnoreCase(email)).findFirst();
    }

    public Optional<User> byId(String id) {
        for (User each : book.users) {
            if (each.id().equals(id)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    /** @return how the first user came to be; empty if there is none, or an older version made it */
    public Optional<Claim> claim() {
        return book.claim;
    }

    public boolean newcomers() {
        return book.newcomers;
    }

    /**
     * Makes this the first user, if there is none.
     *
     * @return false if there is one already
     * @throws IOException it could not be stored; there is none still
     */
    public synchronized boolean first(User user, Claim claim) throws IOException {
        if (!empty()) {
            return false;
        }
        store(new Book(List.of(user), Optional.of(claim), true));
        return true;
    }

    /** @return whether this is a user still, with this password: there may have been a new one, or a reset, since somebody looked */
    public boolean holds(User user) {
        return book.users.contains(user);
    }

    /**
     * Gives a user another password.
     *
     * @param user as the password that is to be replaced was checked
     * @return false if it is the user's no longer, and nothing has happened
     */
    public synchronized boolean replace(User user, String hash) throws IOException {
        if (!holds(user)) {
            return false;
        }
        store(new Book(book.users.stream().map(each -> each.equals(user) ? user.with(hash) : each).toList(), book.claim, book.newcomers));
        return true;
    }

    public synchronized void newcomers(boolean welcome) throws IOException {
        store(new Book(book.users, book.claim, welcome));
    }

    /** Removes everybody; damage too. */
    public synchronized void clear() throws IOException {
        store(EMPTY);
    }

    private void store(Book next) throws IOException {
        JsonArrayBuilder users = Json.PROVIDER.createArrayBuilder();
        next.users.forEach(user -> users.add(json(user)));
        JsonObjectBuilder root = Json.PROVIDER.createObjectBuilder().add("users", users).add("newcomers", next.newcomers);
        next.claim.ifPresent(claim -> root.add("claim", claim.json()));
        file.write(root);
        book = next;
    }

    private static Book book(JsonObject root) {
        return new Book(root.getJsonArray("users").getValuesAs(JsonObject.class).stream().map(Accounts::user).toList(),
                Optional.ofNullable(root.getJsonObject("claim")).map(Claim::of), root.getBoolean("newcomers", true));
    }

    private static JsonObject json(User user) {
        return Json.PROVIDER.createObjectBuilder().add("id", user.id()).add("name", user.name()).add("email", user.email())
                .add("admin", user.admin()).add("password", user.password()).build();
    }

    private static User user(JsonObject json) {
        return new User(json.getString("id"), json.getString("name"), json.getString("email"), json.getBoolean("admin"),
                json.getString("password"));
    }
}

package link.box.login.account;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import link.box.common.json.Json;

/** Who may log in: {@code accounts.json}, read once and written through. Thread-safe. */
public final class Accounts {
    private final JsonFile file;
    private volatile List<User> users = List.of();

    public Accounts(Path directory) {
        this.file = new JsonFile(directory.resolve("accounts.json"));
    }

    /** @throws IOException the file is there and cannot be used; says why */
    public void load() throws IOException {
        users = file.read(List.of(), root -> root.getJsonArray("users").getValuesAs(JsonObject.class).stream()
                .map(Accounts::user).toList());
    }

    public boolean empty() {
        return users.isEmpty();
    }

    public Optional<User> byEmail(String email) {
        return users.stream().filter(user -> user.email().equalsIgnoreCase(email)).findFirst();
    }

    public Optional<User> byId(String id) {
        return users.stream().filter(user -> user.id().equals(id)).findFirst();
    }

    /**
     * Makes this the first user, if there is none.
     *
     * @return false if there is one already
     * @throws IOException it could not be stored; there is none still
     */
    public synchronized boolean first(User user) throws IOException {
        if (!users.isEmpty()) {
            return false;
        }
        file.write(Json.PROVIDER.createObjectBuilder().add("users", Json.PROVIDER.createArrayBuilder().add(json(user))));
        users = List.of(user);
        return true;
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

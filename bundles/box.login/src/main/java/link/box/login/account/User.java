package link.box.login.account;

import jakarta.json.JsonObject;
import link.box.common.json.Json;

/**
 * Somebody who may log in.
 *
 * @param id never changes
 * @param name what people call the user
 * @param email what the user logs in with
 * @param admin may administer the Box
 * @param password its Argon2id hash as a PHC string
 */
public record User(String id, String name, String email, boolean admin, String password) {
    public User with(String hash) {
        return new User(id, name, email, admin, hash);
    }

    /** @return what apps may know of the user */
    public JsonObject json() {
        return Json.PROVIDER.createObjectBuilder().add("id", id).add("name", name).add("email", email).add("admin", admin).build();
    }

    @Override
    public String toString() {
        return "user " + id;
    }
}

package link.box.login.account;

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

    @Override
    public String toString() {
        return "user " + id;
    }
}

package link.box.login.oauth;

import java.util.Set;
import link.box.api.access.Credential;

/** For which requests the token of an app is good: never for the Box's own pages, nor for letting in anybody. */
public final class Reach {
    /** What an app may do that holds the token of a session. */
    public static final Set<String> SESSION = Set.of("device", "users:read");
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private Reach() {
    }

    /** @return whether the token may be used there, by a page of its own app or by no page */
    public static boolean allows(Held held, Credential credential) {
        return credential.origin().map(held.grant().client()::equals).orElse(true) && leads(held, credential.method(), credential.path());
    }

    /** @return whether the token of a session is good there in the hands of an app */
    public static boolean session(Credential credential) {
        return users(credential.path()) ? READS.contains(credential.method()) : devices(credential.path());
    }

    private static boolean leads(Held held, String method, String path) {
        if (users(path)) {
            return READS.contains(method) && held.scopes().all().contains("users:read");
        }
        return devices(path) || path.startsWith("/box/v1/") || path.equals("/ping");
    }

    private static boolean users(String path) {
        return path.startsWith("/users/v1/");
    }

    private static boolean devices(String path) {
        return path.startsWith("/d/") || path.startsWith("/api/");
    }
}

package link.box.login.oauth;

import java.util.Set;
import link.box.api.access.Credential;

/** For which requests the token of an app is good: never for the Box's own pages, nor for letting in anybody. */
public final class Reach {
    private static final Set<String> READS = Set.of("GET", "HEAD");

    private Reach() {
    }

    /** @return whether the token may be used there, by a page of its own app or by no page */
    public static boolean allows(Held held, Credential credential) {
        return credential.origin().map(held.grant().client()::equals).orElse(true) && leads(held, credential.method(), credential.path());
    }

    private static boolean leads(Held held, String method, String path) {
        if (path.equals("/box/v1/me")) {
            return READS.contains(method) && held.scopes().all().contains("users:read");
        }
        return path.startsWith("/d/") || path.startsWith("/box/v1/") || path.startsWith("/api/") || path.equals("/ping");
    }
}

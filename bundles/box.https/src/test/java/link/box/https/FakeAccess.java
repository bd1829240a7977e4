package link.box.https;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import link.box.api.access.Access;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;
import link.box.api.access.Credential;

/** One session, one open page, one app. */
public final class FakeAccess implements Access {
    public static final String TOKEN = "good";

    @Override
    public Optional<Caller> caller(Credential credential) {
        return credential.token().equals(TOKEN)
                ? Optional.of(new Caller("u1", "Ann", true, Optional.empty(), Set.of(), Instant.EPOCH)) : Optional.empty();
    }

    @Override
    public boolean open(String method, String path) {
        return path.equals("/login") || path.equals("/users/v1/login");
    }

    @Override
    public boolean granted(String origin) {
        return origin.equals("https://app.link.test");
    }

    @Override
    public Optional<String> homePass(ConnectionClass from) {
        return Optional.of("pass-" + from);
    }

    @Override
    public boolean claimed() {
        return true;
    }

    @Override
    public Optional<String> setupCode() {
        return Optional.empty();
    }
}

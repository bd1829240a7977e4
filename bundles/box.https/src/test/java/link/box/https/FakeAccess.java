package link.box.https;

import java.util.Optional;
import link.box.api.access.Access;
import link.box.api.access.Caller;

/** One session, one open page, one app. */
public final class FakeAccess implements Access {
    public static final String TOKEN = "good";

    @Override
    public Optional<Caller> caller(String token) {
        return token.equals(TOKEN) ? Optional.of(new Caller("u1", "Ann", true)) : Optional.empty();
    }

    @Override
    public boolean open(String method, String path) {
        return path.equals("/login") || path.equals("/users/v1/login");
    }

    @Override
    public boolean trusts(String origin) {
        return origin.equals("https://app.link.test");
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

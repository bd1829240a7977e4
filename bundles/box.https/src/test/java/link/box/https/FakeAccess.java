package link.box.https;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;
import link.box.api.access.Credential;
import link.box.api.access.Credential.Kind;
import link.box.testing.ClosedAccess;

/** A session of an admin and one of a user, two apps, a ticket, and two open pages. */
public class FakeAccess extends ClosedAccess {
    public static final String APP = "https://app.link.test";
    public static final String OTHER = "https://other.link.test";

    public FakeAccess() {
        super(() -> true);
    }

    @Override
    public Optional<Caller> caller(Credential credential) {
        return switch (credential.token()) {
            case "good" -> Optional.of(new Caller("u1", "Ann", true, Optional.empty(), Set.of(), Instant.EPOCH));
            case "user" -> Optional.of(new Caller("u2", "Bob", false, Optional.empty(), Set.of(), Instant.EPOCH));
            case "app" -> app(credential, Set.of("device"));
            case "cam" -> app(credential, Set.of("device:cam"));
            case "read" -> app(credential, Set.of("device:read"));
            case "once" -> credential.kind() == Kind.TICKET && credential.path().equals("/d/cam/live")
                    ? app(credential, Set.of("device:cam")) : Optional.empty();
            default -> Optional.empty();
        };
    }

    private static Optional<Caller> app(Credential credential, Set<String> scopes) {
        boolean own = credential.kind() != Kind.SESSION && credential.origin().filter(origin -> !origin.equals(APP)).isEmpty();
        return own ? Optional.of(new Caller("u1", "Ann", true, Optional.of(APP), scopes, Instant.EPOCH)) : Optional.empty();
    }

    @Override
    public boolean open(String method, String path) {
        return Set.of("/login", "/users/v1/login", "/oauth/token").contains(path);
    }

    @Override
    public boolean granted(String origin) {
        return origin.equals(APP) || origin.equals(OTHER);
    }

    @Override
    public Optional<String> homePass(ConnectionClass from) {
        return Optional.of("pass-" + from);
    }
}

package link.box.login.oauth;

import java.time.Instant;
import java.util.Optional;
import link.box.api.access.Caller;

/** What an access token stands for. */
public record Held(Grant grant, Family family, Instant ends) {
    /** As for sessions, a clock that was set back must not lengthen it. */
    boolean valid(Instant now) {
        return now.isBefore(ends) && !now.plus(Family.ACCESS).isBefore(ends);
    }

    Scopes scopes() {
        return family.scopes();
    }

    /** @param user the name of the person that the grant is of */
    public Caller caller(String user) {
        return new Caller(grant.user(), user, false, Optional.of(grant.client()), scopes().all(), family.authenticated());
    }
}

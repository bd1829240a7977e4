package link.box.login.legacy;

import java.time.Duration;
import java.time.Instant;

/**
 * What is kept of a token of an old app: no secret, as its signature is made anew from it.
 *
 * @param id the claim {@code jti}
 * @param origin of the app: the claim {@code aud}
 * @param used when it was last seen in use, within a minute
 */
public record Token(String id, String user, String origin, Instant issued, Instant used) {
    public static final Duration LIFE = Duration.ofDays(180);
    public static final Duration IDLE = Duration.ofDays(60);

    /** @return when it is over however much it is used */
    public Instant ends() {
        return issued.plus(LIFE);
    }

    /** A clock that was set back must not lengthen it. */
    boolean valid(Instant now) {
        return !now.isBefore(issued) && now.isBefore(ends()) && now.isBefore(used.plus(IDLE));
    }

    Token used(Instant now) {
        return new Token(id, user, origin, issued, now);
    }
}

package link.box.login.legacy;

import java.time.Duration;
import java.time.Instant;

/**
 * An app of the old kind that an admin has let in.
 *
 * @param used when a token of it was last made or used, within a minute; or when it was let in
 */
public record App(String origin, Instant since, Instant used) {
    public static final Duration IDLE = Duration.ofDays(180);

    /** @return when it is out by itself, if nobody uses it until then */
    public Instant until() {
        return used.plus(IDLE);
    }

    /** A clock that was set back must not lengthen it. */
    boolean valid(Instant now) {
        return !now.isBefore(since) && now.isBefore(until());
    }

    App used(Instant now) {
        return new App(origin, since, now);
    }
}

package link.box.login.account;

import java.time.Duration;
import java.util.Optional;

/**
 * How a set-up or a login ended.
 *
 * @param user who is in, if it went well
 * @param after when to come back, if it matters
 */
public record Outcome(Kind kind, Optional<User> user, Optional<Duration> after) {
    /** What happened, with the HTTP status and the number in the users API of fxbox. */
    public enum Kind {
        OK(200, 0), BAD_NAME(400, 100), BAD_EMAIL(400, 101), BAD_PASSWORD(400, 102), WRONG(401, 401),
        NOT_AT_HOME(403, 403), NEEDS_CODE(403, 403), WRONG_CODE(403, 403), CLAIMED(410, 410), STALE(403, 403), KNOWN_ONLY(403, 403),
        LOCKED(429, 429), BUSY(503, 503);

        private final int status;
        private final int errno;

        Kind(int status, int errno) {
            this.status = status;
            this.errno = errno;
        }

        public int status() {
            return status;
        }

        public int errno() {
            return errno;
        }
    }

    public static Outcome of(Kind kind) {
        return new Outcome(kind, Optional.empty(), Optional.empty());
    }

    public static Outcome in(User user) {
        return new Outcome(Kind.OK, Optional.of(user), Optional.empty());
    }

    public static Outcome later(Kind kind, Duration after) {
        return new Outcome(kind, Optional.empty(), Optional.of(after));
    }

    public boolean ok() {
        return kind == Kind.OK;
    }
}

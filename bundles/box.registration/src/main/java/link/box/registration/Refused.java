package link.box.registration;

import java.time.Duration;
import java.util.Optional;

/** No announcement, and why. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final int status;
    private final Duration asked;

    /** There was no answer. */
    Refused(String why) {
        this(why, 0, null);
    }

    /**
     * @param status of HTTP
     * @param asked how long the server wants us to wait; null if it does not say
     */
    Refused(String why, int status, Duration asked) {
        super(why);
        this.status = status;
        this.asked = asked;
    }

    int status() {
        return status;
    }

    Optional<Duration> asked() {
        return Optional.ofNullable(asked);
    }
}

package link.box.registration;

import java.time.Duration;
import java.util.Optional;

/** No announcement, and why. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration asked;

    /** @param asked how long the server wants us to wait; null if it does not say */
    Refused(String why, Duration asked) {
        super(why);
        this.asked = asked;
    }

    Optional<Duration> asked() {
        return Optional.ofNullable(asked);
    }
}

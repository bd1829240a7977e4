package link.box.api.work;

import java.time.Duration;

/** A failure whose next try the other side has set (the {@code Retry-After} of RFC 9110, section 10.2.3). */
public final class RetryAfter extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration delay;

    /**
     * @param message what happened, for people
     * @param delay how long to wait at least
     */
    public RetryAfter(String message, Duration delay) {
        super(message);
        this.delay = delay;
    }

    /** @return how long to wait at least before the next try */
    public Duration delay() {
        return delay;
    }
}

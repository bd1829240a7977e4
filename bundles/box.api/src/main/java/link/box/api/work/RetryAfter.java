package link.box.api.work;

import java.time.Duration;

/**
 * A failure whose next try has a time: the other side has set it (the {@code Retry-After} of RFC 9110, section 10.2.3), or the job's own
 * policy has.
 */
public final class RetryAfter extends Exception {
    private static final long serialVersionUID = 1L;

    private final Duration delay;
    private final boolean firm;

    /**
     * The other side has set the time; nothing brings it forward.
     *
     * @param message what happened, for people
     * @param delay how long to wait at least
     */
    public RetryAfter(String message, Duration delay) {
        this(message, delay, true);
    }

    /**
     * @param message what happened, for people
     * @param delay how long to wait
     * @param firm whether to wait that long even if the network comes back meanwhile
     * @since 1.1
     */
    public RetryAfter(String message, Duration delay, boolean firm) {
        super(message);
        this.delay = delay;
        this.firm = firm;
    }

    /**
     * @return whether nothing brings the next try forward, see {@link Worker#networkIsBack}
     * @since 1.1
     */
    public boolean firm() {
        return firm;
    }

    /** @return how long to wait at least before the next try */
    public Duration delay() {
        return delay;
    }
}

package link.box.acme.plan;

import java.io.IOException;
import java.time.Duration;

/** A server could not serve us just now and has said for how long: a lower bound, besides the backoff of our own. */
public final class Deferred extends IOException {
    private static final long serialVersionUID = 1L;

    private final Duration delay;
    private final boolean firm;

    /**
     * @param message for people
     * @param delay how long to wait at least
     * @param firm whether to wait that long even if the network comes back meanwhile
     */
    public Deferred(String message, Duration delay, boolean firm) {
        super(message);
        this.delay = delay;
        this.firm = firm;
    }

    /** @return how long to wait at least */
    public Duration delay() {
        return delay;
    }

    /** @return whether nothing brings that forward */
    public boolean firm() {
        return firm;
    }
}

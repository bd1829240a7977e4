package link.box.pagekite;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** That nobody reaches the Box although its kite flies. To fly anew may help, and cuts whoever does get through: so not often. */
final class Complaint {
    private static final Duration SELDOM = Duration.ofMinutes(10);

    private final AtomicReference<String> why = new AtomicReference<>();
    private boolean upheld;
    private long when;

    /** On any thread. */
    void set(String text) {
        why.set(text);
    }

    /** @return what has been said since the last call */
    Optional<String> take() {
        return Optional.ofNullable(why.getAndSet(null));
    }

    /** @return whether to give up a flight for it now; by one thread at a time */
    boolean isUpheld(long nanos) {
        boolean now = !upheld || nanos - when > SELDOM.toNanos();
        upheld |= now;
        when = now ? nanos : when;
        return now;
    }
}

package link.box.pagekite;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Optional;

/** Whether the Box was reached by its public name lately. Thread-safe. */
final class Reachability {
    /** So long a visit counts. */
    static final Duration COUNTS = Duration.ofMinutes(1);

    private final Visit visit;
    private long since;
    private boolean begun;
    private boolean reached;

    Reachability(Visit visit) {
        this.visit = visit;
    }

    /** Blocks for some seconds at most. */
    void look(X509Certificate own, long nanos) throws Unreached {
        begin(nanos);
        visit.pay(own);
        succeed(nanos);
    }

    private synchronized void begin(long nanos) {
        since = begun ? since : nanos;
        begun = true;
    }

    private synchronized void succeed(long nanos) {
        reached = true;
        since = nanos;
    }

    /** @return how long the Box still counts as reached; empty if it does not */
    synchronized Optional<Duration> rest(long nanos) {
        return reached && !isLong(nanos) ? Optional.of(COUNTS.minusNanos(nanos - since)) : Optional.empty();
    }

    /** @return whether it has been in vain for long */
    synchronized boolean isLong(long nanos) {
        return nanos - since >= COUNTS.toNanos();
    }
}

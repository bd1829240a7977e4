package link.box.pagekite;

import java.time.Duration;
import java.util.Optional;

/** When to leave a frontend while the kite flies there, and for which other. Called by one thread at a time. */
final class Wanderlust {
    /** Between two tries to leave. */
    private static final Duration PAUSE = Duration.ofSeconds(5);

    private final Frontends frontends;
    private long tried;
    private boolean hasTried;
    private volatile boolean isMeasured;

    Wanderlust(Frontends frontends) {
        this.frontends = frontends;
    }

    /** A round of measurements has ended. On any thread. */
    void measured() {
        isMeasured = true;
    }

    /** @return where to go; empty: stay */
    Optional<Candidate> goal(BuiltinFlight flying, long nanos) {
        Optional<Candidate> goal = Optional.empty();
        if (hasTried && nanos - tried < PAUSE.toNanos()) {
            return goal;
        } else if (flying.leaves()) {
            flying.moves();
            frontends.failed(flying.candidate(), nanos);
            goal = frontends.other(flying.candidate(), true, nanos);
        } else if (flying.isSilent(nanos)) {
            // another that has failed lately may be back by now
            frontends.failed(flying.candidate(), nanos);
            goal = frontends.other(flying.candidate(), true, nanos);
        } else if (flying.isUseless()) {
            frontends.failed(flying.candidate(), nanos);
            goal = frontends.other(flying.candidate(), false, nanos);
        } else if (isMeasured) {
            isMeasured = false;
            goal = frontends.nearer(flying.candidate(), nanos);
        }
        hasTried |= goal.isPresent();
        tried = goal.isPresent() ? nanos : tried;
        return goal;
    }
}

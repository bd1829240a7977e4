package link.box.pagekite;

import java.time.Duration;
import java.util.Optional;

/** When to leave a frontend while the kite flies there, and for which other. Called by one thread at a time. */
final class Wanderlust {
    /** Between two tries to leave. */
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** Between two of which the reason was silence. */
    private static final Duration REST = Duration.ofSeconds(15);

    private final Frontends frontends;
    private long tried;
    private long fled;
    private boolean hasFled;
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
            goal = mayFlee(nanos) ? flee(flying, nanos) : goal;
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

    /** On a line where each ping takes long all frontends look silent: that must not end in going to and fro. */
    private boolean mayFlee(long nanos) {
        return !hasFled || nanos - fled > REST.toNanos();
    }

    /** Another that has failed lately may be back by now. */
    private Optional<Candidate> flee(BuiltinFlight flying, long nanos) {
        hasFled = true;
        fled = nanos;
        frontends.failed(flying.candidate(), nanos);
        return frontends.other(flying.candidate(), true, nanos);
    }
}

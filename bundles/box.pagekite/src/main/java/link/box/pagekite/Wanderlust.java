package link.box.pagekite;

import java.time.Duration;
import java.util.Optional;

/** When to leave a frontend while the kite flies there, and for which other. Called by one thread at a time. */
final class Wanderlust {
    /** Between two tries to leave. */
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** From one that was left for its silence to the next, if the new one has not answered a ping in time. */
    private static final Duration REST = Duration.ofSeconds(15);

    private final Frontends frontends;
    private long tried;
    private boolean hasTried;
    private long fled;
    private Candidate from;
    private BuiltinFlight told;
    private BuiltinFlight watched;
    private long answers;
    private boolean wasSilent;
    private boolean proven;
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
        boolean silent = flying.isSilent(nanos);
        watch(flying, silent);
        boolean isCalled = flying.leaves() && flying != told;
        if (!isCalled && hasTried && nanos - tried < PAUSE.toNanos()) {
            return Optional.empty();
        }
        Optional<Candidate> goal = choose(flying, silent, nanos);
        hasTried |= goal.isPresent();
        tried = goal.isPresent() ? nanos : tried;
        return goal;
    }

    private void watch(BuiltinFlight flying, boolean silent) {
        proven |= flying == watched && !wasSilent && flying.answers() > answers;
        answers = flying.answers();
        wasSilent = silent;
        watched = flying;
    }

    private Optional<Candidate> choose(BuiltinFlight flying, boolean silent, long nanos) {
        if (flying.leaves()) {
            return depart(flying, nanos);
        } else if (silent) {
            return mayFlee(flying, nanos) ? flee(flying, nanos) : Optional.empty();
        } else if (flying.isUseless()) {
            frontends.failed(flying.candidate(), nanos);
            return frontends.other(flying.candidate(), false, nanos);
        } else if (isMeasured) {
            isMeasured = false;
            return frontends.nearer(flying.candidate(), nanos);
        }
        return Optional.empty();
    }

    private Optional<Candidate> depart(BuiltinFlight flying, long nanos) {
        frontends.failed(flying.candidate(), nanos);
        Optional<Candidate> goal = frontends.other(flying.candidate(), true, nanos);
        if (goal.isPresent() && flying != told) {
            told = flying;
            flying.moves();
        }
        return goal;
    }

    /** On a line where each ping takes long all frontends look silent: that must not end in going to and fro. */
    private boolean mayFlee(BuiltinFlight flying, long nanos) {
        return from == null || proven || flying.candidate().equals(from) || nanos - fled > REST.toNanos();
    }

    /** Another that has failed lately may be back by now. */
    private Optional<Candidate> flee(BuiltinFlight flying, long nanos) {
        from = flying.candidate();
        fled = nanos;
        proven = false;
        frontends.failed(flying.candidate(), nanos);
        return frontends.other(flying.candidate(), true, nanos);
    }
}

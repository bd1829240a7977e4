package link.box.pagekite;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** When to leave a frontend while the kite flies there, and for which other. Called by one thread. */
final class Wanderlust {
    /** Between two tries to leave. */
    private static final Duration PAUSE = Duration.ofSeconds(5);
    /** Between two measurements, the half more or less. */
    private static final Duration ROUND = Duration.ofMinutes(10);

    private final Frontends frontends;
    private long tried;
    private boolean hasTried;
    private long due;
    private boolean isMeasured;

    Wanderlust(Frontends frontends) {
        this.frontends = frontends;
    }

    /** @return where to go; empty: stay */
    Optional<Candidate> goal(BuiltinFlight flying, Measuring measuring, long nanos) {
        Optional<Candidate> goal = Optional.empty();
        if (hasTried && nanos - tried < PAUSE.toNanos()) {
            return goal;
        } else if (flying.leaves()) {
            flying.moves();
            frontends.failed(flying.candidate(), nanos);
            goal = frontends.other(flying.candidate(), true, nanos);
        } else if (flying.isDoubtful(nanos)) {
            frontends.failed(flying.candidate(), nanos);
            goal = frontends.other(flying.candidate(), false, nanos);
        } else if (!isMeasured || nanos - due > 0) {
            goal = isMeasured ? frontends.nearer(flying.candidate(), nanos) : goal;
            measuring.start();
            isMeasured = true;
            due = nanos + Math.round(ROUND.toNanos() * (0.5 + ThreadLocalRandom.current().nextDouble()));
        }
        hasTried |= goal.isPresent();
        tried = goal.isPresent() ? nanos : tried;
        return goal;
    }
}

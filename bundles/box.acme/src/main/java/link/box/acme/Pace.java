package link.box.acme;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Pauses between looks at something that takes its time: they grow. */
final class Pace {
    private static final Duration FIRST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(5);
    private static final Duration LONGEST_ASKED = Duration.ofSeconds(30);

    private Duration step = FIRST;

    /** @return the next pause */
    Duration next() {
        Duration now = step;
        step = step.multipliedBy(2).compareTo(LONGEST) < 0 ? step.multipliedBy(2) : LONGEST;
        return now;
    }

    /** @return the next pause, at least until the other side wants to be asked again */
    Duration next(Optional<Instant> asked, Instant now) {
        Duration own = next();
        Duration wanted = asked.map(when -> Duration.between(now, when)).orElse(own);
        Duration most = wanted.compareTo(LONGEST_ASKED) < 0 ? wanted : LONGEST_ASKED;
        return most.compareTo(own) < 0 ? own : most;
    }

    /** Something has moved: looks come quickly again. */
    void reset() {
        step = FIRST;
    }
}

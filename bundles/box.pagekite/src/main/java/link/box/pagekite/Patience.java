package link.box.pagekite;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import link.box.api.work.RetryAfter;

/** How long the kite may take, and how long to wait before the next one. Not thread-safe. */
final class Patience {
    /** From a loss until it flies again: the program comes back at once, or takes minutes. */
    private static final Duration LOSS = Duration.ofSeconds(10);
    /** The longest pause where a person has to act. */
    private static final Duration PERSON = Duration.ofMinutes(10);
    private static final Duration STEADY = Duration.ofSeconds(3);
    private static final double JITTER = 0.2;

    private final Duration start;
    private final Duration first;
    private final Duration longest;
    private long begun;
    private Duration granted;
    private int failures;
    private String reason;
    private boolean pauses;
    private long next;

    /**
     * @param start from the start until the kite flies
     * @param first the first pause
     * @param longest the longest pause where the frontend may be back at any moment
     */
    Patience(Duration start, Duration first, Duration longest) {
        this.start = start;
        this.first = first;
        this.longest = longest;
        this.granted = start;
    }

    void begin(long nanos) {
        begun = nanos;
        granted = start;
    }

    /** The kite flew and does not any more. */
    void shorten(long nanos) {
        if (granted != LOSS) {
            begun = nanos;
            granted = LOSS;
        }
    }

    /** The kite flies. Only when it has flown for a while the next pause is a short one again. */
    void flies(long nanos) {
        granted = start;
        reason = null;
        if (nanos - begun > STEADY.toNanos()) {
            failures = 0;
        }
    }

    /** What stood in the way is gone: there is no pause. */
    void forget() {
        failures = 0;
        pauses = false;
    }

    boolean isOver(long nanos) {
        return nanos - begun > granted.toNanos();
    }

    /** @return when to try again: later and later, a fifth more or less as many Boxes may wait for one frontend */
    RetryAfter lost(String why, long nanos) {
        return pause(why, longest, nanos);
    }

    /** @return when to try again although a person has to act */
    RetryAfter stuck(String why, long nanos) {
        return pause(why, PERSON, nanos);
    }

    /** @return to try again at once, elsewhere */
    RetryAfter atOnce(String why) {
        reason = why;
        pauses = false;
        return new RetryAfter(why, Duration.ZERO, false);
    }

    /** @throws RetryAfter something has failed since it flew last: that again, to look again so much later */
    void recall(Duration look) throws RetryAfter {
        if (reason != null) {
            throw new RetryAfter(reason, look);
        }
    }

    private RetryAfter pause(String why, Duration most, long nanos) {
        Duration pause = first.multipliedBy(1L << Math.min(failures++, 12));
        Duration bounded = pause.compareTo(most) < 0 ? pause : most;
        double factor = 1 + JITTER * (2 * ThreadLocalRandom.current().nextDouble() - 1);
        reason = why;
        pauses = true;
        next = nanos + Math.round(bounded.toNanos() * factor);
        return again(nanos).orElseThrow();
    }

    /** @return the rest of the pause; empty if it is over */
    Optional<RetryAfter> again(long nanos) {
        Duration rest = Duration.ofNanos(next - nanos);
        return !pauses || rest.toMillis() <= 0 ? Optional.empty() : Optional.of(new RetryAfter(reason, rest));
    }
}

package link.box.work.clock;

import java.time.Duration;
import java.time.Instant;

/**
 * How the clock stands, and since when.
 *
 * @param verdict of the last look
 * @param since when it became plausible or ceased to be so, by the wall clock
 * @param sinceNanos the same by the monotonic clock
 */
record Standing(Verdict verdict, Instant since, long sinceNanos) {
    static Standing none(Instant wall, long nanos) {
        return new Standing(new Verdict(Verdict.State.UNCONFIRMED, "it has not been looked at yet", "wait a moment"), wall, nanos);
    }

    Standing next(Verdict next, Instant wall, long nanos) {
        boolean same = next.plausible() == verdict.plausible();
        return new Standing(next, same ? since : wall, same ? sinceNanos : nanos);
    }

    Duration age(long nanos) {
        return Duration.ofNanos(nanos - sinceNanos);
    }
}

package link.box.acme.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Which CA is tried next, and when. They are tried in their order; the next one's turn comes when one has failed for longer than half of
 * the life that the certificate had left at its first failure (a quarter of less than five days), or at once if there is none.
 *
 * @param ca place in the list
 * @param when not before
 */
public record Turn(int ca, Instant when) {
    /** A clock that was this far ahead when a time was set has been put back since. */
    private static final Duration JUMP = Duration.ofHours(1);
    /** Two days in which nobody can renew must fit into what the next CA finds left. */
    private static final Duration SHORT = Duration.ofDays(5);
    private static final Duration LONGEST_GATE = Duration.ofDays(8);

    /**
     * @param records one for each CA, in their order
     * @param end of the certificate in service, if any
     * @param kicked whether waits that are not firm are over
     */
    public static Turn next(List<CaRecord> records, Optional<Instant> end, Instant now, boolean kicked) {
        Instant floor = now;
        Turn best = null;
        for (int i = 0; i < records.size(); i++) {
            CaRecord record = records.get(i);
            Instant gate = gate(record, now, kicked);
            Turn candidate = new Turn(i, later(floor, gate));
            // at the same time the later one: its turn has come because the earlier ones have failed for long
            best = best == null || !candidate.when.isAfter(best.when) ? candidate : best;
            if (record.failures() == 0 && !gate.isAfter(floor)) {
                break;
            }
            floor = later(floor, givenUp(record, end, now));
        }
        return best;
    }

    private static Instant gate(CaRecord record, Instant now, boolean kicked) {
        boolean clockWasAhead = record.last().filter(last -> last.isAfter(now.plus(JUMP))).isPresent();
        if (clockWasAhead || kicked && !record.firm()) {
            return now;
        }
        return record.notBefore().filter(gate -> gate.isBefore(now.plus(LONGEST_GATE))).orElse(now);
    }

    private static Instant givenUp(CaRecord record, Optional<Instant> end, Instant now) {
        Instant since = record.since().filter(time -> time.isBefore(now)).orElse(now);
        Duration left = end.filter(since::isBefore).map(last -> Duration.between(since, last)).orElse(Duration.ZERO);
        return since.plus(left.dividedBy(left.compareTo(SHORT) < 0 ? 4 : 2));
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}

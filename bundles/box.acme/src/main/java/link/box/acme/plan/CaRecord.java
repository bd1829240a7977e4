package link.box.acme.plan;

import java.time.Instant;
import java.util.Optional;

/**
 * How it goes with one CA.
 *
 * @param failures how many attempts in a row have failed
 * @param since when the first of them failed
 * @param last when the last of them failed
 * @param notBefore when it may be tried again
 * @param firm whether nothing brings that forward
 * @param rehearsed whether the next attempt is for the CA itself: since its last failure a rehearsal has worked, or could not be made
 */
public record CaRecord(int failures, Optional<Instant> since, Optional<Instant> last, Optional<Instant> notBefore, boolean firm,
        boolean rehearsed) {
    private static final int REHEARSE_AFTER = 2;

    /** Nothing is known against it. */
    public static final CaRecord GOOD = new CaRecord(0, Optional.empty(), Optional.empty(), Optional.empty(), false, false);

    /**
     * @return whether to try the staging directory first: after two failures, and again after each failure of the CA itself; two
     *         rehearsals in a row that were refused say nothing more, and the CA is asked
     */
    public boolean wantsRehearsal() {
        return failures >= REHEARSE_AFTER && !rehearsed && (failures - REHEARSE_AFTER) % 3 != 2;
    }

    /** @return one more failure */
    public CaRecord failed(Instant now, Instant again, boolean firmly) {
        // a time that has not come was set by a clock that was wrong: half of what is left from then would never pass
        Optional<Instant> first = since.filter(time -> failures > 0 && time.isBefore(now));
        return new CaRecord(failures + 1, first.or(() -> Optional.of(now)), Optional.of(now), Optional.of(again), firmly, false);
    }

    /** @return that a rehearsal has worked, or cannot be made: it is the CA's own turn, at once */
    public CaRecord afterRehearsal() {
        return new CaRecord(failures, since, last, Optional.empty(), false, true);
    }

    /** @return what stays of it when a certificate has come: a limit that the CA has set */
    public CaRecord forgiven() {
        return firm ? new CaRecord(0, last, last, notBefore, true, false) : GOOD;
    }
}

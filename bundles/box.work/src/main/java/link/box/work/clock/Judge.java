package link.box.work.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import link.box.work.clock.Verdict.State;

/**
 * Judges the wall clock, look by look: it must not be before a {@link Floor}, and its source must have confirmed it once since it jumped
 * last. A source that is lost later changes nothing: a clock that was right drifts by seconds, and what waits for it counts in days.
 * Without effects; not thread-safe.
 */
final class Judge {
    /** How far the wall clock may go apart from the monotonic one between two looks. */
    private static final Duration JUMP = Duration.ofHours(1);
    private static final String SET_IT = "start an NTP client, or set the clock by hand";
    private static final String WAIT = "if the clock is right, nothing: that time is taken back once this has gone on for "
            + Contradicted.PATIENCE.toHours() + " hours in all, over restarts too; if it is wrong, see to the NTP client";

    private final Contradicted contradicted;
    private Instant lastWall;
    private long lastNanos;
    private Word confirmation;

    /** @param contradicted what is known from before the restart; this counts on in it */
    Judge(Contradicted contradicted) {
        this.contradicted = contradicted;
    }

    Verdict look(Instant wall, long nanos, List<Floor> floors, Source source) throws InterruptedException {
        if (jumped(wall, nanos)) {
            forget();
        }
        lastWall = wall;
        lastNanos = nanos;
        List<Floor> above = floors.stream().filter(floor -> floor.isAbove(wall) && !contradicted.overrules(floor)).toList();
        Optional<Floor> firm = above.stream().filter(Floor::firm).max(Comparator.comparing(Floor::time));
        if (firm.isPresent()) {
            forget();
            return new Verdict(State.EARLY, "it is " + firm.get(), SET_IT);
        }
        if (above.isEmpty() && confirmation != null) {
            return plausible(confirmation);
        }
        confirmation = null;
        Word word = source.ask(wall, nanos);
        word.offset().ifPresent(offset -> contradicted.reached(wall.plus(offset)));
        return weigh(word, above, nanos);
    }

    private Verdict weigh(Word word, List<Floor> above, long nanos) {
        String early = above.stream().max(Comparator.comparing(Floor::time)).map(floor -> "it is " + floor + ", and ").orElse("");
        if (word.kind() != Word.Kind.YES) {
            forget();
            return new Verdict(word.kind() == Word.Kind.MUTE ? State.MUTE : State.UNCONFIRMED, early + word.text(), word.remedy());
        }
        if (above.isEmpty()) {
            return confirmed(word);
        }
        contradicted.count(above, nanos);
        if (!above.stream().allMatch(contradicted::overrules)) {
            return new Verdict(State.CONTRADICTED, early + "yet " + word.text(), WAIT);
        }
        confirmed(word);
        return new Verdict(State.TAKEN_BACK, early + "for " + Contradicted.PATIENCE.toHours() + " hours " + word.text(), "");
    }

    private Verdict confirmed(Word word) {
        confirmation = word;
        contradicted.interrupt();
        return plausible(word);
    }

    private static Verdict plausible(Word word) {
        return new Verdict(State.PLAUSIBLE, word.text(), "");
    }

    private boolean jumped(Instant wall, long nanos) {
        return lastWall != null && Duration.between(lastWall, wall).minusNanos(nanos - lastNanos).abs().compareTo(JUMP) > 0;
    }

    private void forget() {
        confirmation = null;
        contradicted.interrupt();
    }
}

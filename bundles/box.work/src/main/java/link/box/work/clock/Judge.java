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
    /** How long a source has to contradict the saved time until that is taken back, by the monotonic clock. */
    static final Duration PATIENCE = Duration.ofHours(24);
    private static final String SET_IT = "start an NTP client, or set the clock by hand";
    private static final String WAIT = "if the clock is right, nothing: the saved time is taken back once that has gone on for "
            + PATIENCE.toHours() + " hours; if it is wrong, see to the NTP client";

    private Instant lastWall;
    private long lastNanos;
    private Word confirmation;
    private Long contradicted;

    /** @param floors of which at most one is not firm */
    Verdict look(Instant wall, long nanos, List<Floor> floors, Source source) throws InterruptedException {
        if (jumped(wall, nanos)) {
            forget();
        }
        lastWall = wall;
        lastNanos = nanos;
        Optional<Floor> above = floors.stream().filter(floor -> floor.isAbove(wall))
                .max(Comparator.comparing(Floor::firm).thenComparing(Floor::time));
        if (above.isPresent() && above.get().firm()) {
            forget();
            return new Verdict(State.EARLY, "it is " + above.get(), SET_IT);
        }
        if (above.isEmpty() && confirmation != null) {
            return plausible(confirmation);
        }
        confirmation = null;
        return weigh(source.ask(wall, nanos), above, nanos);
    }

    private Verdict weigh(Word word, Optional<Floor> above, long nanos) {
        String early = above.map(floor -> "it is " + floor + ", and ").orElse("");
        if (word.kind() != Word.Kind.YES) {
            forget();
            return new Verdict(word.kind() == Word.Kind.MUTE ? State.MUTE : State.UNCONFIRMED, early + word.text(), word.remedy());
        }
        if (above.isEmpty()) {
            return confirmed(word);
        }
        if (contradicted == null) {
            contradicted = nanos;
        }
        if (nanos - contradicted < PATIENCE.toNanos()) {
            return new Verdict(State.CONTRADICTED, early + "yet " + word.text(), WAIT);
        }
        confirmed(word);
        return new Verdict(State.TAKEN_BACK, early + "for " + PATIENCE.toHours() + " hours " + word.text(), "");
    }

    private Verdict confirmed(Word word) {
        confirmation = word;
        contradicted = null;
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
        contradicted = null;
    }
}

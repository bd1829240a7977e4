package link.box.rebind.judge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import link.box.api.net.RebindProtection.Verdict;
import link.box.rebind.judge.Round.Meaning;
import org.junit.jupiter.api.Test;

class RoundsTest {
    private final Rounds rounds = new Rounds();

    @Test
    void three_blocked_rounds_in_a_row_are_needed() {
        assertEquals(verdicts("..B"), seen(Meaning.BLOCKED, Meaning.BLOCKED, Meaning.BLOCKED));
        assertTrue(rounds.reason().endsWith("3 times in a row"), rounds.reason());
    }

    @Test
    void five_are_needed_when_one_was_silent() {
        assertEquals(verdicts("....B"), seen(Meaning.BLOCKED, Meaning.BLOCKED, Meaning.SILENCED, Meaning.BLOCKED, Meaning.BLOCKED));
        assertTrue(rounds.reason().endsWith("5 times in a row"), rounds.reason());
    }

    @Test
    void silence_alone_is_blocked_after_five() {
        assertEquals(verdicts("....B"), seen(Meaning.SILENCED, Meaning.SILENCED, Meaning.SILENCED, Meaning.SILENCED, Meaning.SILENCED));
    }

    @Test
    void one_open_round_is_enough() {
        assertEquals(verdicts("O"), seen(Meaning.OPEN));
    }

    @Test
    void an_open_round_after_blocked_ones_wins() {
        assertEquals(verdicts("..O"), seen(Meaning.BLOCKED, Meaning.BLOCKED, Meaning.OPEN));
    }

    @Test
    void an_unclear_round_ends_it_without_a_verdict() {
        assertEquals(verdicts("..I"), seen(Meaning.BLOCKED, Meaning.SILENCED, Meaning.UNCLEAR));
        assertEquals("seen", rounds.reason());
    }

    private List<Optional<Verdict>> seen(Meaning... meanings) {
        List<Optional<Verdict>> verdicts = new ArrayList<>();
        for (Meaning each : meanings) {
            verdicts.add(rounds.add(new Round(each, "seen")));
        }
        return verdicts;
    }

    /** One character a round: {@code .} for none yet. */
    private static List<Optional<Verdict>> verdicts(String letters) {
        return letters.chars().mapToObj(letter -> switch (letter) {
            case 'O' -> Optional.of(Verdict.OPEN);
            case 'B' -> Optional.of(Verdict.BLOCKED);
            case 'I' -> Optional.of(Verdict.INCONCLUSIVE);
            default -> Optional.<Verdict>empty();
        }).toList();
    }
}

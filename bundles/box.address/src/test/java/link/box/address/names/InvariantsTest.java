package link.box.address.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The invariants of docs/mirrors.md, over random lives with crashes, lost acknowledgements, late requests and lost state. */
class InvariantsTest {
    static final int HISTORIES = 3_000;

    @Test
    void no_history_breaks_an_invariant() throws Exception {
        History.Counts sum = new History.Counts();
        for (long seed = 0; seed < HISTORIES; seed++) {
            History history = new History(seed).live();
            assertEquals(Optional.empty(), history.violation(), "seed " + seed);
            sum.told += history.counts().told;
            sum.crashes += history.counts().crashes;
            sum.losses += history.counts().losses;
            sum.failures += history.counts().failures;
            sum.mirrors += history.counts().mirrors;
        }
        System.out.printf("figure: %d histories: %d times told, %d of them with a pool name, %d crashes, %d failed calls, %d states lost: "
                + "0 violations%n", HISTORIES, sum.told, sum.mirrors, sum.crashes, sum.failures, sum.losses);
        assertTrue(sum.crashes > HISTORIES && sum.losses > HISTORIES / 2 && sum.mirrors > HISTORIES,
                "the histories are not eventful enough");
    }
}

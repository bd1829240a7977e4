package link.cloud.tunnel.auth;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import link.box.common.net.Source;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.Test;

class GuessesTest {
    private static final Source ONE = Source.of("203.0.113.7");

    private final ManualWorker worker = new ManualWorker();
    private final Guesses guesses = new Guesses(worker::nanos);

    @Test
    void a_source_has_some_at_once_and_one_more_each_period() {
        assertEquals(Guesses.AT_ONCE, taken(1000));
        worker.advance(Guesses.EACH);
        assertEquals(1, taken(1000));
        worker.advance(Duration.ofDays(1));
        assertEquals(Guesses.AT_ONCE, taken(1000));
        assertTrue(guesses.take(Source.of("203.0.113.8")));
    }

    @Test
    void what_was_right_does_not_count() {
        for (int i = 0; i < 1000; i++) {
            assertTrue(guesses.take(ONE));
            guesses.giveBack(ONE);
        }
        assertEquals(Guesses.AT_ONCE, taken(1000));
        assertFalse(guesses.take(ONE));
    }

    private int taken(int tries) {
        int taken = 0;
        for (int i = 0; i < tries; i++) {
            taken += guesses.take(ONE) ? 1 : 0;
        }
        return taken;
    }
}

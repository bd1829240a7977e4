package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StillTest {
    private final Still still = new Still();

    private long after(int seconds, int line) {
        StackTraceElement[] stack = {new StackTraceElement("Lamp", "start", "Lamp.java", line)};
        return still.look(stack, Duration.ofSeconds(seconds)).toSeconds();
    }

    @Test
    void a_thread_that_moves_is_never_still_and_one_that_hangs_is_since_it_was_first_seen_there() {
        assertEquals(0, after(1, 10));
        assertEquals(0, after(2, 11));
        assertEquals(1, after(3, 11));
        assertEquals(4, after(6, 11));
        assertEquals(0, after(7, 12));
    }

    @Test
    void the_next_bundle_begins_anew() {
        assertEquals(0, after(4, 10));
        assertEquals(0, after(1, 10));
        assertEquals(2, after(3, 10));
    }
}

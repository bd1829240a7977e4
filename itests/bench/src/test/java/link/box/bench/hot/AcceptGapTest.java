package link.box.bench.hot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class AcceptGapTest {
    private static final long MILLI = 1_000_000;
    private final AcceptGap gap = new AcceptGap(0);

    @Test
    void a_pause_of_who_tries_is_no_gap() {
        gap.taken(5 * MILLI);
        gap.taken(905 * MILLI);
        assertEquals(new AcceptGap.Seen(0, 0), gap.look(2_000 * MILLI));
    }

    @Test
    void it_reaches_from_the_last_that_was_taken_to_the_next() {
        gap.taken(5 * MILLI);
        gap.failed(true);
        gap.failed(true);
        gap.taken(25 * MILLI);
        gap.taken(26 * MILLI);
        assertEquals(new AcceptGap.Seen(20, 2), gap.look(30 * MILLI));
    }

    @Test
    void the_longest_counts_and_each_look_begins_anew() {
        gap.failed(true);
        gap.taken(10 * MILLI);
        gap.failed(true);
        gap.taken(13 * MILLI);
        assertEquals(new AcceptGap.Seen(10, 2), gap.look(14 * MILLI));
        assertEquals(new AcceptGap.Seen(0, 0), gap.look(15 * MILLI));
    }

    @Test
    void one_that_took_too_long_is_a_gap_and_not_refused() {
        gap.failed(false);
        gap.taken(100 * MILLI);
        assertEquals(new AcceptGap.Seen(100, 0), gap.look(101 * MILLI));
    }

    @Test
    void one_that_is_not_over_is_told_each_time() {
        gap.failed(true);
        assertEquals(new AcceptGap.Seen(40, 1), gap.look(40 * MILLI));
        gap.taken(60 * MILLI);
        assertEquals(new AcceptGap.Seen(60, 0), gap.look(61 * MILLI));
    }
}

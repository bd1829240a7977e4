package link.box.acme.decade;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TallyTest {
    private final Tally tally = new Tally();

    @Test
    void time_before_the_first_certificate_does_not_count() {
        tally.served(at(5), null);
        tally.served(at(10), at(20));
        assertEquals(0, tally.expiredHours(at(20)));
    }

    @Test
    void time_after_its_end_counts_until_the_next_one() {
        tally.served(at(0), at(20));
        tally.served(at(23), at(40));
        assertEquals(3, tally.expiredHours(at(39)));
        assertEquals(5, tally.expiredHours(at(42)));
    }

    @Test
    void a_store_that_has_lost_its_certificate_counts() {
        tally.served(at(0), at(20));
        tally.served(at(5), null);
        tally.served(at(7), at(20));
        assertEquals(2, tally.expiredHours(at(10)));
    }

    @Test
    void a_certificate_that_had_ended_when_it_came_counts() {
        tally.served(at(0), at(20));
        tally.served(at(10), at(8));
        assertEquals(2, tally.expiredHours(at(12)));
    }

    private static Instant at(int hours) {
        return Years.BEGIN.plus(Duration.ofHours(hours));
    }
}

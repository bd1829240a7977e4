package link.box.acme.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TurnTest {
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant END = NOW.plus(Duration.ofDays(30));
    private static final CaRecord GOOD = CaRecord.GOOD;

    @Test
    void the_first_is_asked_first_and_at_once() {
        assertEquals(new Turn(0, NOW), turn(NOW, GOOD, GOOD));
    }

    @Test
    void one_that_has_failed_is_asked_again_when_its_wait_is_over() {
        assertEquals(new Turn(0, NOW.plusSeconds(60)), turn(NOW, failedAt(NOW, Duration.ofMinutes(1)), GOOD));
    }

    @Test
    void the_second_has_its_turn_after_half_of_what_was_left() {
        CaRecord first = failedAt(NOW, Duration.ofDays(1));
        Instant half = NOW.plus(Duration.ofDays(15));
        assertEquals(0, turn(half.minusSeconds(1), first, GOOD).ca());
        assertEquals(new Turn(1, half), turn(half, first, GOOD));
    }

    @Test
    void of_a_short_rest_it_is_a_quarter() {
        Instant end = NOW.plus(Duration.ofHours(80));
        CaRecord first = failedAt(NOW, Duration.ofDays(1));
        Instant quarter = NOW.plus(Duration.ofHours(20));
        assertEquals(new Turn(1, quarter), Turn.next(List.of(first, GOOD), Optional.of(end), NOW, false));
    }

    @Test
    void without_a_certificate_it_has_its_turn_at_once() {
        assertEquals(new Turn(1, NOW), Turn.next(List.of(failedAt(NOW, Duration.ofDays(1)), GOOD), Optional.empty(), NOW, false));
        assertEquals(new Turn(1, NOW), Turn.next(List.of(failedAt(NOW, Duration.ofDays(1)), GOOD), Optional.of(NOW), NOW, false));
    }

    @Test
    void when_both_fail_the_one_that_may_be_asked_earlier_is() {
        CaRecord first = failedAt(NOW, Duration.ofMinutes(5));
        CaRecord second = failedAt(NOW, Duration.ofMinutes(10));
        assertEquals(new Turn(0, NOW.plusSeconds(300)), Turn.next(List.of(first, second), Optional.empty(), NOW, false));
    }

    @Test
    void the_third_comes_after_the_second() {
        CaRecord failed = failedAt(NOW, Duration.ofDays(1));
        assertEquals(new Turn(2, NOW), Turn.next(List.of(failed, failed, GOOD), Optional.empty(), NOW, false));
    }

    @Test
    void a_kick_ends_waits_that_are_not_firm() {
        CaRecord soft = GOOD.failed(NOW, NOW.plusSeconds(600), false);
        CaRecord firm = GOOD.failed(NOW, NOW.plusSeconds(600), true);
        assertEquals(NOW, Turn.next(List.of(soft), Optional.of(END), NOW, true).when());
        assertEquals(NOW.plusSeconds(600), Turn.next(List.of(firm), Optional.of(END), NOW, true).when());
    }

    @Test
    void a_wait_that_a_clock_set_which_was_ahead_is_none() {
        Instant ahead = NOW.plus(Duration.ofDays(3000));
        assertEquals(NOW, turn(NOW, failedAt(ahead, Duration.ofDays(1))).when());
        CaRecord absurd = new CaRecord(1, Optional.of(NOW), Optional.of(NOW), Optional.of(ahead), true, false);
        assertEquals(NOW, turn(NOW, absurd).when());
    }

    @Test
    void a_limit_of_the_first_outlasts_a_success_elsewhere() {
        CaRecord forgiven = GOOD.failed(NOW, NOW.plus(Duration.ofDays(5)), true).forgiven();
        assertEquals(0, forgiven.failures());
        assertTrue(turn(NOW.plusSeconds(1), forgiven).when().isAfter(NOW.plus(Duration.ofDays(4))));
        assertEquals(GOOD, GOOD.failed(NOW, NOW.plusSeconds(60), false).forgiven());
    }

    @Test
    void two_rehearsals_in_a_row_and_then_the_ca_itself() {
        CaRecord record = GOOD;
        boolean[] wanted = {false, false, true, true, false, true, true, false};
        for (boolean each : wanted) {
            assertEquals(each, record.wantsRehearsal(), record.toString());
            record = record.failed(NOW, NOW.plusSeconds(60), true);
        }
        assertFalse(GOOD.failed(NOW, NOW, true).failed(NOW, NOW, true).afterRehearsal().wantsRehearsal());
    }

    private static Turn turn(Instant now, CaRecord... records) {
        return Turn.next(List.of(records), Optional.of(END), now, false);
    }

    private static CaRecord failedAt(Instant time, Duration wait) {
        return GOOD.failed(time, time.plus(wait), true);
    }
}

package link.box.work.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import link.box.work.clock.Verdict.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JudgeTest {
    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");
    private static final Instant POISON = Instant.parse("2036-02-07T06:28:16Z");

    private final Judge judge = new Judge(new Contradicted(Map.of()));
    private final FakeSource source = new FakeSource();
    private final List<Floor> floors = new ArrayList<>();
    private Instant wall = NOW;
    private long nanos = -7;

    @BeforeEach
    void build() {
        floors.add(new Floor(Instant.parse("2026-11-01T00:00:00Z"), "this software was built", true));
    }

    @Test
    void in_1970_nobody_is_asked_and_the_reason_is_said() {
        wall = Instant.EPOCH;
        Verdict verdict = look();
        assertEquals(State.EARLY, verdict.state());
        assertEquals("it is before this software was built (2026-11-01T00:00:00Z)", verdict.words());
        assertEquals(0, source.asked);
    }

    @Test
    void after_it_was_set_it_is_believed_once_the_source_confirms_it() {
        wall = Instant.EPOCH;
        look();
        wall = NOW;
        source.word = FakeSource.NO;
        assertEquals(new Verdict(State.UNCONFIRMED, FakeSource.NO.text(), FakeSource.NO.remedy()), look());
        source.word = FakeSource.YES;
        assertEquals(new Verdict(State.PLAUSIBLE, FakeSource.YES.text(), ""), look());
    }

    @Test
    void in_2036_it_is_not_believed_while_the_source_says_no() {
        wall = POISON;
        source.word = FakeSource.NO;
        assertEquals(State.UNCONFIRMED, look().state());
        source.word = Word.mute("nobody is there", "get somebody");
        assertEquals(new Verdict(State.MUTE, "nobody is there", "get somebody"), look());
    }

    @Test
    void once_confirmed_it_stays_so_for_weeks_although_the_source_is_lost() {
        look();
        source.word = FakeSource.NO;
        for (int minute = 0; minute < 30_000; minute++) {
            pass(Duration.ofMinutes(1));
            wall = wall.plusMillis(3); // it drifts
            assertEquals(State.PLAUSIBLE, look().state());
        }
        assertEquals(1, source.asked);
    }

    @Test
    void a_jump_of_more_than_an_hour_wants_to_be_confirmed_anew() {
        for (Duration jump : List.of(Duration.ofMinutes(61), Duration.ofMinutes(-61), Duration.ofDays(4000))) {
            source.word = FakeSource.YES;
            look();
            wall = wall.plus(jump);
            source.word = FakeSource.NO;
            assertEquals(State.UNCONFIRMED, look().state(), jump.toString());
            source.word = FakeSource.YES;
            assertEquals(State.PLAUSIBLE, look().state(), jump.toString());
        }
    }

    @Test
    void a_correction_of_less_than_an_hour_is_none_and_neither_is_a_long_pause_between_looks() {
        look();
        source.word = FakeSource.NO;
        wall = wall.plus(Duration.ofMinutes(59));
        assertEquals(State.PLAUSIBLE, look().state());
        pass(Duration.ofDays(3));
        assertEquals(State.PLAUSIBLE, look().state());
    }

    @Test
    void below_a_floor_it_is_not_believed_whatever_the_source_says_and_above_it_again_only_when_confirmed() {
        look();
        floors.add(new Floor(NOW.plus(Duration.ofMinutes(30)), "its certificate was issued", false));
        assertEquals("it is before its certificate was issued (2027-03-01T12:30:00Z), and yet " + FakeSource.YES.text(), look().words());
        source.word = FakeSource.NO;
        pass(Duration.ofMinutes(30));
        assertEquals(State.UNCONFIRMED, look().state());
    }

    @Test
    void clocks_that_differ_by_minutes_are_no_reason() {
        floors.add(new Floor(NOW.plus(Duration.ofMinutes(5)), "its certificate was issued", false));
        assertEquals(State.PLAUSIBLE, look().state());
    }

    @Test
    void before_the_saved_time_it_is_not_believed_at_first() {
        save(POISON);
        Verdict verdict = look();
        assertEquals(State.CONTRADICTED, verdict.state());
        assertEquals("it is before the time saved (2036-02-07T06:28:16Z), and yet " + FakeSource.YES.text(), verdict.words());
        source.word = FakeSource.NO;
        assertEquals(State.UNCONFIRMED, look().state());
        assertTrue(look().words().startsWith("it is before the time saved"), look().words());
    }

    @Test
    void a_clock_that_is_set_back_below_the_saved_time_waits_until_it_has_passed() {
        save(NOW);
        look();
        wall = wall.minus(Duration.ofMinutes(30));
        assertEquals(State.CONTRADICTED, look().state());
        pass(Duration.ofMinutes(30));
        assertEquals(State.PLAUSIBLE, look().state());
    }

    @Test
    void a_saved_time_that_the_source_contradicts_for_a_day_is_taken_back() {
        save(POISON);
        assertEquals(State.CONTRADICTED, look().state());
        pass(Duration.ofHours(24).minusSeconds(1));
        assertEquals(State.CONTRADICTED, look().state());
        pass(Duration.ofSeconds(1));
        assertEquals(State.TAKEN_BACK, look().state());
        floors.remove(1);
        source.word = FakeSource.NO;
        assertEquals(State.PLAUSIBLE, look().state());
    }

    @Test
    void silence_and_jumps_interrupt_the_day_and_do_not_begin_it_anew() {
        save(POISON);
        look();
        pass(Duration.ofHours(12));
        look();
        source.word = FakeSource.NO;
        pass(Duration.ofHours(50));
        assertEquals(State.UNCONFIRMED, look().state());
        source.word = Word.mute("nobody is there", "get somebody");
        assertEquals(State.MUTE, look().state());
        source.word = FakeSource.YES;
        pass(Duration.ofHours(50));
        assertEquals(State.CONTRADICTED, look().state());
        wall = Instant.EPOCH;
        assertEquals(State.EARLY, look().state());
        wall = NOW.plus(Duration.ofDays(90)); // only the monotonic clock counts
        assertEquals(State.CONTRADICTED, look().state());
        pass(Duration.ofHours(12).minusSeconds(1));
        assertEquals(State.CONTRADICTED, look().state());
        pass(Duration.ofSeconds(1));
        assertEquals(State.TAKEN_BACK, look().state());
    }

    @Test
    void the_day_begins_anew_when_the_source_tells_a_time_at_or_after_the_saved_one() {
        Word later = Word.other(Duration.between(NOW, POISON), "it is 2036", "set it");
        save(POISON);
        look();
        pass(Duration.ofHours(23));
        look();
        source.word = later;
        assertEquals(State.UNCONFIRMED, look().state());
        source.word = FakeSource.YES;
        look();
        pass(Duration.ofHours(23));
        assertEquals(State.CONTRADICTED, look().state());
        wall = POISON;
        assertEquals(State.PLAUSIBLE, look().state());
        wall = NOW;
        look();
        pass(Duration.ofHours(23));
        assertEquals(State.CONTRADICTED, look().state());
        pass(Duration.ofHours(1));
        assertEquals(State.TAKEN_BACK, look().state());
    }

    @Test
    void a_source_that_tells_another_time_before_the_saved_one_does_not_begin_it_anew() {
        save(POISON);
        look();
        pass(Duration.ofHours(23));
        look();
        source.word = Word.other(Duration.ofMinutes(10), "it is a little later", "set it");
        look();
        source.word = FakeSource.YES;
        look();
        pass(Duration.ofHours(1));
        assertEquals(State.TAKEN_BACK, look().state());
    }

    @Test
    void each_floor_has_a_day_of_its_own() {
        save(POISON);
        look();
        pass(Duration.ofHours(20));
        look();
        floors.add(new Floor(POISON.minus(Duration.ofDays(9)), "its certificate was issued", false));
        look();
        pass(Duration.ofHours(4));
        Verdict verdict = look();
        assertEquals(State.CONTRADICTED, verdict.state());
        pass(Duration.ofHours(20));
        assertEquals(State.TAKEN_BACK, look().state());
        assertEquals(State.PLAUSIBLE, look().state());
    }

    @Test
    void a_floor_that_was_taken_back_leaves_those_of_another_time_in_force() {
        save(POISON);
        look();
        pass(Duration.ofHours(24));
        look();
        floors.add(new Floor(NOW.plus(Duration.ofDays(9)), "its certificate was issued", false));
        assertEquals(State.CONTRADICTED, look().state());
    }

    @Test
    void a_firm_floor_is_never_taken_back() {
        floors.add(new Floor(NOW.plus(Duration.ofDays(9)), "this software was built", true));
        for (int hour = 0; hour < 48; hour++) {
            assertEquals(State.EARLY, look().state());
            pass(Duration.ofHours(1));
        }
        assertEquals(0, source.asked);
    }

    private void save(Instant time) {
        floors.add(new Floor(time, "the time saved", false));
    }

    private void pass(Duration time) {
        wall = wall.plus(time);
        nanos += time.toNanos();
    }

    private Verdict look() {
        try {
            return judge.look(wall, nanos, floors, source);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}

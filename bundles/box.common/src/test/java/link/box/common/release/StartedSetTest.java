package link.box.common.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StartedSetTest {
    private static final Journal RUNS_41 = Journal.image().trial(41).tried().settled();

    @AfterEach
    void forget() {
        StartedSet.changes();
    }

    private static void started(long set) {
        System.setProperty(StartedSet.PROPERTY, String.valueOf(set));
    }

    @Test
    void a_set_that_was_not_started_is_given_up_for_the_one_that_was() {
        started(41);
        Journal fitting = StartedSet.fitting(RUNS_41.trial(42).tried(), "why");
        assertEquals(RUNS_41.trial(42).tried().back("why"), fitting);
        assertTrue(StartedSet.differs(RUNS_41.trial(42).tried()));
        assertFalse(StartedSet.differs(fitting));
    }

    @Test
    void where_the_image_was_started_all_ways_back_are_taken() {
        started(0);
        Journal fitting = StartedSet.fitting(RUNS_41.trial(42).tried(), "why");
        assertEquals(0, fitting.current());
        assertEquals(OptionalLong.of(42), fitting.refused());
        assertEquals(0, StartedSet.fitting(RUNS_41, "damaged").current());
    }

    @Test
    void a_set_of_which_no_try_could_be_noted_is_put_off_and_not_refused() {
        started(41);
        Journal putOff = RUNS_41.trial(42).postponed();
        assertEquals(OptionalLong.empty(), putOff.refused());
        assertEquals(putOff, StartedSet.fitting(RUNS_41.trial(42), "why"));
        assertEquals(putOff, StartedSet.fitting(RUNS_41.trial(42).applying(43), "why"), "what came hot neither");
        Journal failed = StartedSet.fitting(RUNS_41.trial(42).trial(43).tried(), "why");
        assertEquals(OptionalLong.of(43), failed.refused(), "this one was started, and then not even the one before could be");
        assertEquals(41, failed.current());
    }

    @Test
    void one_of_which_an_earlier_try_was_noted_is_put_off_if_the_launcher_says_so() {
        started(41);
        Journal tried = RUNS_41.trial(42).tried();
        assertFalse(StartedSet.untried(tried));
        System.setProperty(StartedSet.PUT_OFF, "42");
        assertTrue(StartedSet.untried(tried));
        assertEquals(tried.postponed(), StartedSet.fitting(tried, "why"));
        assertFalse(StartedSet.untried(tried.settled()));
        Journal other = RUNS_41.trial(42).trial(43).tried();
        assertEquals(OptionalLong.of(43), StartedSet.fitting(other, "why").refused(), "it was another one that was put off");
        StartedSet.changes();
        assertFalse(StartedSet.untried(tried));
    }

    @Test
    void a_change_that_the_start_has_cut_off_is_so() {
        started(41);
        assertEquals(RUNS_41.applying(42).cutOff(), StartedSet.fitting(RUNS_41.applying(42), "why"));
    }

    @Test
    void after_the_first_change_and_where_nobody_told_the_journal_is_believed() {
        assertFalse(StartedSet.differs(RUNS_41));
        started(0);
        StartedSet.changes();
        assertFalse(StartedSet.differs(RUNS_41.applying(42)));
    }

    @Test
    void what_no_way_back_leads_to_is_not_made_up() {
        started(99);
        assertThrows(IllegalStateException.class, () -> StartedSet.fitting(RUNS_41, "why"));
    }
}

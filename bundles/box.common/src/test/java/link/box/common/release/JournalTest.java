package link.box.common.release;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;
import link.box.common.release.Journal.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JournalTest {
    private static final Journal SETTLED = Journal.image().trial(41).tried().settled();

    @Test
    void a_hot_change_is_on_trial_until_a_launcher_has_started_it() {
        Journal hot = SETTLED.applying(42).trial(42);
        assertEquals(journal(State.TRIAL, 42, 41, 41, 0), hot);
        assertThrows(IllegalStateException.class, hot::settled);
        assertEquals(journal(State.SETTLED, 42, 42, 41, 0), hot.tried().settled());
    }

    @Test
    void a_planned_restart_is_the_same_without_the_replacing() {
        assertEquals(SETTLED.applying(42).trial(42), SETTLED.trial(42));
    }

    @Test
    void a_set_that_does_not_start_well_is_refused_and_the_proven_one_runs() {
        Journal back = SETTLED.trial(42).tried().tried().back("it did not start");
        assertEquals(State.SETTLED, back.state());
        assertEquals(41, back.current());
        assertEquals(41, back.previous(), "there is nothing to roll back to");
        assertEquals(OptionalLong.of(42), back.refused());
        assertEquals("it did not start", back.reason());
    }

    @Test
    void several_hot_changes_leave_the_last_set_that_was_started_proven() {
        Journal twice = SETTLED.applying(42).trial(42).applying(43).trial(43);
        assertEquals(journal(State.TRIAL, 43, 41, 42, 0), twice);
        Journal before = twice.tried().back("no");
        assertEquals(State.TRIAL, before.state());
        assertEquals(42, before.current(), "it was well, though never started");
        assertEquals(OptionalLong.of(43), before.refused());
        Journal proven = before.tried().back("nor this");
        assertEquals(41, proven.current());
        assertEquals(State.SETTLED, proven.state());
        assertEquals(OptionalLong.of(43), proven.refused(), "the channel offers no lower one");
    }

    @Test
    void a_change_that_fails_while_it_is_applied_leaves_what_ran() {
        Journal back = SETTLED.applying(42).back("the gate says no");
        assertEquals(State.SETTLED, back.state());
        assertEquals(41, back.current());
        assertEquals(OptionalLong.of(42), back.refused());
        assertEquals(State.TRIAL, SETTLED.trial(42).applying(43).back("no").state(), "what ran was on trial itself");
    }

    @Test
    void what_is_put_back_for_no_fault_of_its_own_is_not_refused() {
        assertEquals(SETTLED, SETTLED.applying(42).postponed());
        assertEquals(SETTLED.trial(42), SETTLED.trial(42).applying(43).postponed(), "what ran was on trial itself");
        Journal back = SETTLED.trial(42).tried().postponed();
        assertEquals(journal(State.SETTLED, 41, 41, 41, 0), back);
        assertThrows(IllegalStateException.class, SETTLED::postponed);
    }

    @Test
    void a_change_that_is_cut_off_may_be_made_again_once() {
        Journal once = SETTLED.applying(42).cutOff();
        assertEquals(41, once.current());
        assertEquals(State.SETTLED, once.state());
        assertTrue(once.refused().isEmpty());
        Journal twice = once.applying(42).cutOff();
        assertEquals(41, twice.current());
        assertEquals(OptionalLong.of(42), twice.refused());
        assertTrue(once.applying(43).cutOff().refused().isEmpty(), "another one begins anew");
        assertEquals(journal(State.TRIAL, 42, 41, 41, 0), once.applying(42).trial(42), "and it may work the second time");
    }

    @Test
    void a_proven_set_that_was_damaged_gives_way_to_the_image_and_is_not_refused() {
        Journal image = SETTLED.back("a file is missing");
        assertEquals(0, image.current());
        assertEquals(0, image.proven());
        assertTrue(image.refused().isEmpty());
        assertThrows(IllegalStateException.class, () -> image.back("again"));
    }

    @Test
    void a_proven_set_that_was_damaged_gives_way_to_the_one_before_which_is_on_trial_then() {
        Journal before = SETTLED.trial(42).tried().settled().back("a file is missing");
        assertEquals(State.TRIAL, before.state());
        assertEquals(41, before.current());
        assertTrue(before.refused().isEmpty());
        assertEquals(0, before.tried().back("this, too").current());
    }

    @Test
    void a_cut_of_the_power_is_no_try() {
        Journal tried = SETTLED.trial(42).tried();
        assertTrue(tried.firstStart());
        Journal cut = tried.cut();
        assertEquals(0, cut.tries());
        assertEquals(1, cut.cuts());
        assertEquals(2, cut.tried().cut().cuts());
        assertTrue(!cut.tried().firstStart(), "what was before the change is long ago");
        assertEquals(0, cut.tried().settled().cuts());
        assertThrows(IllegalStateException.class, SETTLED.trial(42)::cut);
    }

    @Test
    void another_image_runs_whatever_was_released_for_the_one_before() {
        Journal here = SETTLED.seen(42).on("one");
        assertEquals(41, here.current());
        assertEquals(here, here.on("one"));
        Journal other = here.trial(42).tried().on("two");
        assertEquals(State.SETTLED, other.state());
        assertEquals(0, other.current());
        assertEquals(42, other.highest());
        assertTrue(other.refused().isEmpty());
        assertEquals(43, other.trial(43).tried().on("two").current());
    }

    @Test
    void going_back_to_the_proven_set_is_settled_at_once() {
        Journal hot = SETTLED.applying(42).trial(42);
        Journal back = hot.applying(41).trial(41).refusing(42, "its owner went back");
        assertEquals(State.SETTLED, back.state());
        assertEquals(OptionalLong.of(42), back.refused());
        Journal image = SETTLED.trial(0);
        assertEquals(journal(State.TRIAL, 0, 41, 41, 0), image);
    }

    @Test
    void going_back_from_a_set_does_not_let_in_a_later_one_that_was_given_up() {
        Journal given = SETTLED.applying(42).trial(42).applying(43).back("the gate says no");
        Journal back = given.refusing(42, "by the owner").applying(41).trial(41);
        assertEquals(OptionalLong.of(43), back.refused());
        assertEquals("the gate says no", back.reason());
    }

    @Test
    void a_set_that_its_owner_went_back_from_is_not_started_again_where_the_one_below_it_fails() {
        Journal went = SETTLED.trial(42).tried().settled().refusing(42, "by the owner").trial(41);
        Journal settled = went.tried().settled();
        assertEquals(42, settled.previous());
        Journal image = settled.refusing(41, "it did not start twice").back("it did not start twice");
        assertEquals(List.of(State.SETTLED, 0L, OptionalLong.of(42)), List.of(image.state(), image.current(), image.refused()));
        assertEquals(0, settled.back("a file is missing").current());
        Journal other = SETTLED.trial(42).trial(43).refusing(44, "no").refusing(43, "by the owner").trial(42);
        assertEquals(41, other.tried().back("it did not start").current(), "43 came hot, and is not the one that is refused");
        assertEquals(41, other.tried().postponed().current());
    }

    @Test
    void a_way_back_that_fails_ends_where_it_began_if_that_is_proven() {
        Journal went = SETTLED.refusing(41, "by the owner").trial(0).tried();
        assertEquals(41, went.back("the image does not start").current(), "there is nothing else that starts");
    }

    @Test
    void what_runs_again_because_a_way_back_from_it_failed_is_not_told_as_given_up() {
        Journal went = SETTLED.trial(42).tried().settled().refusing(42, "by the owner").trial(41).tried();
        assertEquals(OptionalLong.of(42), went.refused());
        Journal failed = Journal.image().trial(42).tried().settled().refusing(42, "by the owner").trial(7).tried().back("it throws");
        assertEquals(List.of(42L, OptionalLong.of(7), "it throws"), List.of(failed.current(), failed.refused(), failed.reason()));
        Journal cut = SETTLED.refusing(41, "by the owner").applying(7).cutOff();
        assertEquals(List.of(41L, OptionalLong.empty()), List.of(cut.current(), cut.refused()));
    }

    @Test
    void a_way_back_that_was_cut_off_is_told_until_something_else_runs() {
        Journal cut = SETTLED.refusing(41, "by the owner").applying(7).cutOff();
        assertEquals("the way back was cut off; bin/box rollback tries it again", cut.reason());
        assertEquals("", cut.seen(42).applying(42).trial(42).reason());
        Journal given = SETTLED.refusing(43, "it throws");
        assertEquals("it throws", given.applying(7).cutOff().reason(), "why another one is refused is still so");
        assertEquals("", SETTLED.applying(42).cutOff().reason(), "one forward is made again by itself");
    }

    @Test
    void a_refused_set_that_is_taken_all_the_same_is_refused_no_more() {
        Journal refused = SETTLED.trial(42).tried().back("no");
        assertTrue(refused.trial(42).refused().isEmpty());
        assertEquals(OptionalLong.of(42), refused.trial(43).refused());
    }

    @Test
    void the_highest_sequence_never_goes_down() {
        assertEquals(42, Journal.image().seen(42).seen(7).highest());
        assertEquals(42, Journal.image().seen(42).trial(42).tried().back("no").highest());
    }

    @Test
    void arrows_that_there_are_not_are_errors() {
        Journal applying = SETTLED.applying(42);
        Journal tried = SETTLED.trial(42).tried();
        assertThrows(IllegalStateException.class, () -> applying.applying(43));
        assertThrows(IllegalStateException.class, () -> applying.trial(43));
        assertThrows(IllegalStateException.class, applying::tried);
        assertThrows(IllegalStateException.class, applying::settled);
        assertThrows(IllegalStateException.class, () -> tried.applying(43));
        assertThrows(IllegalStateException.class, () -> tried.trial(43));
        assertThrows(IllegalStateException.class, tried::cutOff);
        assertThrows(IllegalStateException.class, SETTLED::settled);
        assertThrows(IllegalStateException.class, SETTLED::tried);
    }

    @Test
    void what_is_printed_is_read() throws Exception {
        Journal full = new Journal(State.APPLYING, 43, 41, 42, OptionalLong.of(44), 1, 2, OptionalLong.of(40), "a: reason\nof two lines",
                44, "abc");
        for (Journal journal : new Journal[] {Journal.image(), SETTLED, SETTLED.trial(42).tried(), full}) {
            assertEquals(journal, Journal.parse(journal.text()));
        }
        assertEquals("a: reason of two lines", full.reason());
        assertEquals(SETTLED, Journal.parse(SETTLED.text().replace("cuts: 0\n", "").replace("base: \n", "")), "as it was before");
        assertEquals(SETTLED, Journal.parse(SETTLED.text() + "later: what a later version says\n"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SETTLED", "state: SETTLED", "@state: SETTLED@state: ASLEEP", "@current: 41@current: -1",
        "@current: 41@current: 9999999999999", "@current: 41@current: 40", "@proven: 41@", "@state: SETTLED@state: APPLYING",
        "@tries: 0@tries: 999999999999", "@current: 41@current: 41\ncurrent: 42", "@current: 41@no line"})
    void what_is_no_journal_is_refused(String text) {
        String[] words = text.split("@", -1);
        String wrong = words.length == 1 ? text : SETTLED.text().replace(words[1], words[2]);
        assertThrows(IOException.class, () -> Journal.parse(wrong), wrong);
    }

    private static Journal journal(State state, long current, long proven, long previous, int tries) {
        return new Journal(state, current, proven, previous, OptionalLong.empty(), tries, 0, OptionalLong.empty(), "", 0, "");
    }
}

package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import link.box.testing.acme.Fault;
import link.box.testing.acme.Kind;
import link.box.testing.acme.Window;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** When the CA suggests to renew (RFC 9773, section 4), and when it does not. */
class SuggestionTest extends OnStub {
    private static final Duration DAY = Duration.ofDays(1);


    @Test
    void the_ca_is_asked_as_often_as_it_wants() {
        rig.ca.rules().renewalInfoAfter(Duration.ofMinutes(150));
        rig.start().issue(1);
        rig.worker.advance(DAY);
        List<Instant> asked = StubRig.times(rig.ca, Kind.RENEWAL_INFO);
        assertEquals(10, asked.size());
        assertEquals(Duration.ofMinutes(150), Duration.between(asked.get(3), asked.get(4)).truncatedTo(ChronoUnit.MINUTES));
    }

    @Test
    void it_is_asked_twice_a_day_at_least() {
        rig.ca.rules().renewalInfoAfter(Duration.ofDays(30));
        rig.start().issue(1);
        rig.worker.advance(Duration.ofDays(10));
        assertTrue(longestPause() <= 12 * 3600 + 60, longestPause() + " s");
        assertTrue(StubRig.times(rig.ca, Kind.RENEWAL_INFO).size() >= 20);
    }

    @Test
    void one_that_wants_to_be_asked_without_end_is_asked_once_a_minute() {
        rig.ca.rules().renewalInfoAfter(Duration.ZERO);
        rig.start().issue(1);
        int before = rig.ca.requests().size();
        rig.worker.advance(Duration.ofMinutes(20));
        int asked = rig.ca.requests().size() - before;
        assertTrue(asked <= 2 * 21, asked + " requests");
    }

    @Test
    void it_is_renewed_at_the_moment_in_the_window_that_was_chosen_once() {
        rig.ca.rules().lifetime(Duration.ofDays(12));
        rig.start().issue(1);
        Instant chosen = rig.plan().next();
        for (int day = 0; day < 4; day++) {
            rig.worker.advance(DAY);
            assertEquals(chosen, rig.plan().next());
        }
        rig.start();
        rig.worker.advance(Duration.ofSeconds(1));
        assertEquals(chosen, rig.plan().next(), "a restart draws no new lot");
        rig.issue(2, Duration.ofDays(10));
        assertTrue(inWindow(rig.ca.issued().get(1).when()));
        assertTrue(Duration.between(chosen, rig.ca.issued().get(1).when()).toSeconds() < 60);
    }

    @Test
    void the_moment_differs_from_box_to_box() throws Exception {
        Set<Instant> moments = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            try (StubRig each = new StubRig(folder.resolve("box" + i))) {
                each.start().issue(1);
                moments.add(each.plan().next());
            }
        }
        assertEquals(4, moments.size());
    }

    @Test
    void a_window_that_the_ca_moves_to_now_renews_at_the_next_look() {
        rig.start().issue(1);
        rig.worker.advance(DAY.multipliedBy(10));
        assertEquals(1, rig.store.stored.size());
        rig.ca.rules().renewalWindow(leaf -> new Window(rig.worker.truth().minusSeconds(3600), rig.worker.truth().minusSeconds(60)));
        rig.issue(2, Duration.ofHours(7));
    }

    @Test
    void a_ca_that_always_says_now_gets_an_order_in_36_hours_and_no_more() {
        rig.ca.rules().renewalWindow(leaf -> new Window(rig.worker.truth().minusSeconds(3600), rig.worker.truth().minusSeconds(60)));
        rig.start().issue(1);
        rig.worker.advance(DAY.multipliedBy(10));
        int orders = rig.store.stored.size();
        assertTrue(orders >= 6 && orders <= 8, orders + " certificates");
        assertEquals(List.of(), rig.ca.violations());
    }

    @Test
    void a_window_that_lies_too_late_does_not_let_the_certificate_end() {
        rig.ca.rules().renewalWindow(leaf -> new Window(leaf.getNotAfter().toInstant().plusSeconds(3600),
                leaf.getNotAfter().toInstant().plusSeconds(7200)));
        rig.ca.rules().lifetime(Duration.ofHours(20));
        rig.start().issue(1);
        assertEquals("only a twentieth of its life is left then", rig.plan().reason());
        rig.issue(2, DAY);
        assertEquals(60, left().toMinutes(), 1);
    }

    @ParameterizedTest
    @EnumSource(value = Fault.class, names = {"NOT_FOUND", "ERROR", "ERROR_EXPLAINED", "HTML", "CLOSED", "ENDLESS", "RATE_LIMITED",
        "UNAVAILABLE"})
    void without_a_suggestion_its_life_decides(Fault fault) {
        rig.ca.rules().lifetime(Duration.ofHours(20));
        rig.ca.faults().retryAfter(Duration.ofHours(6));
        rig.ca.faults().always(Kind.RENEWAL_INFO, fault);
        rig.start().issue(1);
        assertFalse(StubRig.times(rig.ca, Kind.RENEWAL_INFO).isEmpty());
        assertEquals("about half of its life is left then", rig.plan().reason());
        rig.issue(2, DAY);
        assertEquals(600, left().toMinutes(), 15);
        assertEquals(2, rig.attempts().size(), "what cannot be asked is no attempt that failed");
    }

    @Test
    void that_is_a_third_of_it_for_one_of_many_days() {
        rig.ca.rules().lifetime(Duration.ofDays(12));
        rig.ca.faults().retryAfter(Duration.ofHours(20));
        rig.ca.faults().always(Kind.RENEWAL_INFO, Fault.UNAVAILABLE);
        rig.start().issue(1).issue(2, DAY.multipliedBy(9));
        assertEquals(96, left().toHours(), 4);
    }

    @Test
    void that_it_cannot_be_had_is_said_once() {
        rig.ca.faults().next(Kind.RENEWAL_INFO, Fault.ERROR, 10);
        try (Said said = new Said()) {
            rig.start().issue(1).worker.advance(DAY);
            assertEquals(1, said.lines("suggestion when to renew cannot be had").size());
            rig.ca.faults().always(Kind.RENEWAL_INFO, Fault.ERROR);
            rig.worker.advance(DAY);
            assertEquals(2, said.lines("suggestion when to renew cannot be had").size());
        }
    }

    @Test
    void a_window_that_ends_before_it_begins_is_none() {
        rig.ca.rules().lifetime(Duration.ofHours(20));
        rig.ca.rules().renewalWindow(leaf -> new Window(rig.worker.truth(), rig.worker.truth().minusSeconds(1)));
        rig.start().issue(1).issue(2, DAY);
        assertEquals(600, left().toMinutes(), 15);
    }

    @Test
    void the_window_that_is_known_counts_while_the_ca_cannot_be_asked() {
        rig.ca.rules().lifetime(Duration.ofHours(20));
        rig.start().issue(1);
        Instant chosen = rig.plan().next();
        rig.ca.faults().always(Kind.RENEWAL_INFO, Fault.ERROR);
        rig.issue(2, DAY);
        assertTrue(Duration.between(chosen, rig.ca.issued().get(1).when()).toSeconds() < 60);
    }

    /** @return what was left of the first certificate when the second was issued */
    private Duration left() {
        return Duration.between(rig.ca.issued().get(1).when(), rig.ca.issued().get(0).certificate().getNotAfter().toInstant());
    }

    private boolean inWindow(Instant when) {
        Window window = Window.lastThird(rig.ca.issued().get(0).certificate());
        return !when.isBefore(window.start()) && when.isBefore(window.end());
    }

    private long longestPause() {
        List<Instant> asked = StubRig.times(rig.ca, Kind.RENEWAL_INFO);
        long longest = 0;
        for (int i = 1; i < asked.size(); i++) {
            longest = Math.max(longest, Duration.between(asked.get(i - 1), asked.get(i)).toSeconds());
        }
        return longest;
    }
}

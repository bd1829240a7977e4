package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import link.box.testing.acme.Fault;
import link.box.testing.acme.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** How long it waits after a failure: as the CA says, else ever longer; over restarts, too. */
class LimitTest extends OnStub {
    @ParameterizedTest
    @EnumSource(value = Fault.class, names = {"RATE_LIMITED", "UNAVAILABLE"})
    void the_time_that_the_ca_has_set_is_kept_whatever_happens(Fault fault) {
        rig.ca.faults().retryAfter(Duration.ofDays(2));
        rig.ca.faults().next(Kind.NEW_ORDER, fault, 1);
        rig.start().fail();
        Instant end = rig.worker.truth().plus(Duration.ofDays(2));
        for (int hour = 0; hour < 47; hour++) {
            rig.worker.networkIsBack();
            rig.worker.advance(Duration.ofMinutes(30));
            (hour % 2 == 0 ? rig.start() : rig.startAfterKill()).worker.advance(Duration.ofMinutes(30));
        }
        assertEquals(1, StubRig.times(rig.ca, Kind.NEW_ORDER).size());
        assertEquals(1, rig.attempts().size(), "waiting is no attempt");
        rig.issue(1, Duration.ofHours(2));
        assertTrue(!rig.ca.issued().get(0).when().isBefore(end.minusSeconds(5)));
    }

    @Test
    void the_reason_is_told_while_it_waits() {
        rig.ca.faults().retryAfter(Duration.ofDays(2));
        rig.ca.faults().next(Kind.NEW_ORDER, Fault.RATE_LIMITED, 1);
        String why = rig.start().fail();
        assertTrue(why.contains("has us wait") && why.contains("rateLimited"), why);
        rig.start().worker.advance(Duration.ofHours(1));
        assertEquals(why, rig.worker.failure().orElseThrow());
    }

    @Test
    void a_wait_of_a_year_is_cut_to_a_week() {
        rig.ca.faults().retryAfter(Duration.ofDays(365));
        rig.ca.faults().next(Kind.NEW_ORDER, Fault.RATE_LIMITED, 1);
        rig.start().fail();
        rig.issue(1, Duration.ofDays(7).plusHours(1));
    }

    @Test
    void after_failures_that_a_ca_counts_it_waits_1_10_100_minutes_and_a_day() {
        rig.ca.faults().always(Kind.FINALIZE, Fault.INVALID_ORDER);
        assertWaits(List.of(1, 10, 100, 1440, 1440), false);
    }

    @Test
    void restarts_do_not_shorten_that() {
        rig.ca.faults().always(Kind.FINALIZE, Fault.INVALID_ORDER);
        assertWaits(List.of(1, 10, 100, 1440, 1440), true);
    }

    @Test
    void failures_that_nobody_counts_are_tried_again_within_the_hour_without_a_certificate() {
        rig.ca.faults().always(Kind.NEW_ORDER, Fault.ERROR);
        assertWaits(List.of(1, 10, 60, 60, 60), false);
    }

    @Test
    void the_network_coming_back_ends_a_wait_that_the_ca_has_not_set() {
        rig.ca.outage(true);
        rig.start();
        for (int i = 0; i < 3; i++) {
            rig.fail();
        }
        rig.ca.outage(false);
        rig.worker.networkIsBack();
        rig.issue(1, Duration.ofMinutes(1));
    }

    @Test
    void a_week_of_failing_meets_no_limit_of_the_ca() {
        rig.ca.faults().always(Kind.FINALIZE, Fault.INVALID_ORDER);
        rig.start();
        for (int day = 0; day < 7; day++) {
            rig.worker.advance(Duration.ofDays(1));
            rig.start();
        }
        assertEquals(List.of(), rig.ca.violations());
    }

    @Test
    void five_challenges_an_hour_that_fail_are_not_reached() throws Exception {
        rig.dns.close();
        try (ZoneServer lying = new ZoneServer(rig.zone.records())) {
            rig.settings.put("nameservers", lying.address());
            rig.hideFromCa();
            rig.start().worker.advance(Duration.ofDays(2));
        }
        assertEquals(List.of(), rig.ca.violations());
        assertTrue(rig.failed() >= 4, rig.failed() + " failures");
    }

    /** Each within its jitter of a tenth, and some seconds that the attempt takes. */
    private void assertWaits(List<Integer> minutes, boolean restart) {
        List<Instant> failures = new ArrayList<>();
        rig.start();
        for (int i = 0; i <= minutes.size(); i++) {
            long before = rig.failed();
            rig.worker.runUntil(() -> rig.failed() > before, Duration.ofDays(2));
            failures.add(rig.lastAttempt().time());
            if (restart) {
                rig.start();
            }
        }
        for (int i = 0; i < minutes.size(); i++) {
            long seconds = Duration.between(failures.get(i), failures.get(i + 1)).toSeconds();
            long usual = minutes.get(i) * 60L;
            assertTrue(seconds >= usual && seconds <= usual * 1.1 + 20, "wait " + i + ": " + seconds + " s");
        }
    }
}

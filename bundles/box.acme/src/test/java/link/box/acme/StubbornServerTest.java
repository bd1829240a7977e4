package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone;
import link.box.api.tls.RenewalPlan;
import link.box.api.work.RetryAfter;
import link.box.testing.FakeIdentity;
import link.box.testing.Registry;
import link.box.testing.Settings;
import link.box.testing.acme.AcmeStub;
import link.box.testing.acme.Fault;
import link.box.testing.acme.Kind;
import org.junit.jupiter.api.Test;

/** What servers do wrong for long must cost little: few requests, no orders without end, no order thrown away. */
class StubbornServerTest extends OnStub {
    private static final Duration DAY = Duration.ofDays(1);


    @Test
    void a_certificate_that_is_due_as_soon_as_it_comes_is_not_ordered_without_end() {
        rig.ca.rules().suggests(false);
        rig.worker.setClock(rig.worker.truth().plus(DAY.multipliedBy(65))); // ahead, and believed
        rig.start().worker.advance(DAY.multipliedBy(7).minusHours(1));
        assertEquals(5, rig.ca.issued().size());
        assertEquals("the last one has only just come", rig.plan().reason());
    }

    @Test
    void an_order_is_kept_while_the_ca_cannot_be_asked_about_it() {
        rig.start().worker.runTimes(2);
        assertEquals(1, rig.ca.orders());
        rig.ca.outage(true);
        rig.startAfterKill();
        for (int i = 0; i < 5; i++) {
            rig.fail(DAY);
        }
        rig.ca.outage(false);
        rig.issue(1, DAY);
        assertEquals(1, rig.ca.orders());
    }

    @Test
    void a_staging_directory_that_has_us_wait_for_days_does_not_keep_us_from_the_ca() throws Exception {
        AcmeStub staging = rig.staging();
        rig.ca.faults().next(Kind.FINALIZE, Fault.INVALID_ORDER, 2);
        staging.faults().retryAfter(DAY.multipliedBy(2));
        staging.faults().always(Kind.NEW_ORDER, Fault.UNAVAILABLE);
        rig.start().issue(1, Duration.ofHours(1));
    }

    @Test
    void one_that_refuses_for_ever_does_not_either() throws Exception {
        AcmeStub staging = rig.staging();
        rig.ca.faults().next(Kind.FINALIZE, Fault.INVALID_ORDER, 2);
        staging.faults().always(Kind.FINALIZE, Fault.INVALID_ORDER);
        rig.start().issue(1, DAY.multipliedBy(3));
        assertEquals(2, staging.orders());
    }

    @Test
    void a_server_that_always_says_in_a_second_is_asked_less_and_less() {
        rig.ca.faults().retryAfter(Duration.ofSeconds(1));
        rig.ca.faults().always(Kind.NEW_ORDER, Fault.UNAVAILABLE);
        rig.start().worker.advance(DAY);
        assertTrue(rig.failed() > 10 && rig.failed() < 30, rig.failed() + " attempts");
    }

    @Test
    void a_zone_that_has_us_wait_costs_no_orders() throws Exception {
        BusyZone zone = new BusyZone();
        Registry registry = new Registry("link.box.acme", folder);
        Renewal renewal = new Renewal(registry.context(), new FakeIdentity("abc", "box.test"), zone, rig.store, rig.worker,
                Settings.of(AcmeConfig.class, rig.settings), Settings.of(SecondCa.class, rig.second), Settings.of(ThirdCa.class, Map.of()));
        rig.worker.advance(DAY);
        renewal.stop();
        assertTrue(zone.puts < 30, zone.puts + " puts");
        assertEquals(1, rig.ca.orders());
    }

    @Test
    void an_order_that_failed_at_its_end_is_finished_before_anything_is_rehearsed() throws Exception {
        AcmeStub staging = rig.staging();
        rig.ca.faults().next(Kind.FINALIZE, Fault.ERROR_EXPLAINED, 2);
        rig.start().issue(1, Duration.ofHours(3));
        assertEquals(0, staging.orders());
        assertEquals(1, rig.ca.orders());
    }

    @Test
    void the_ca_is_not_asked_about_a_certificate_that_has_ended() throws Exception {
        rig.serving(rig.worker.truth().minus(DAY));
        rig.ca.faults().always(Kind.NEW_ORDER, Fault.ERROR);
        rig.start().worker.advance(DAY);
        assertEquals(List.of(), StubRig.times(rig.ca, Kind.RENEWAL_INFO));
    }

    @Test
    void a_success_that_a_kill_kept_from_being_noted_is_one() {
        rig.ca.faults().next(Kind.NEW_ORDER, Fault.ERROR, 1);
        rig.start().fail();
        rig.store.afterwards(() -> {
            throw new Killed();
        });
        assertThrows(Killed.class, () -> rig.worker.advance(Duration.ofHours(1)));
        rig.store.afterwards(() -> { });
        rig.startAfterKill().worker.advance(Duration.ofMinutes(1));
        assertEquals(List.of(false, true), rig.attempts().stream().map(RenewalPlan.Attempt::succeeded).toList());
        assertEquals(1, rig.ca.issued().size());
    }

    /** Takes nothing, and says when to come back. */
    private static final class BusyZone implements Zone {
        private int puts;

        @Override
        public Set<Ability> can() {
            return Rig.V2;
        }

        @Override
        public void put(List<RecordSet> sets) throws RetryAfter {
            puts++;
            throw new RetryAfter("the zone server is full", Duration.ofMinutes(1));
        }

        @Override
        public void remove(String name, RecordSet.Type type) {
            // nothing is there
        }
    }
}

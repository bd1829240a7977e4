package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import link.box.api.tls.RenewalPlan;
import link.box.testing.acme.AcmeStub;
import link.box.testing.acme.Fault;
import link.box.testing.acme.Kind;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** After two failures it is tried on the CA's staging directory first, which counts nothing. */
class RehearsalTest extends OnStub {
    private AcmeStub staging;

    @BeforeEach
    void make() throws Exception {
        staging = rig.staging();
    }

    @Test
    void without_two_failures_it_is_not_asked() {
        rig.ca.faults().next(Kind.FINALIZE, Fault.INVALID_ORDER, 1);
        rig.start().issue(1);
        assertEquals(0, staging.orders());
    }

    @Test
    void its_certificate_is_not_stored_and_the_ca_itself_is_asked_at_once() {
        rig.ca.faults().next(Kind.FINALIZE, Fault.INVALID_ORDER, 2);
        rig.start().issue(1);
        assertEquals(1, staging.issued().size());
        assertEquals(rig.ca.issued().get(0).certificate(), rig.store.last().leaf());
        assertTrue(Duration.between(staging.issued().get(0).when(), rig.ca.issued().get(0).when()).toSeconds() < 10);
        assertEquals(List.of(false, false, true, true), rig.attempts().stream().map(RenewalPlan.Attempt::succeeded).toList());
        assertEquals(staging.directory(), rig.attempts().get(2).ca());
    }

    @Test
    void it_names_no_certificate_as_replaced() {
        rig.ca.rules().lifetime(Duration.ofHours(20));
        rig.start().issue(1);
        rig.ca.faults().next(Kind.FINALIZE, Fault.INVALID_ORDER, 2);
        rig.issue(2, Duration.ofDays(1));
        assertEquals(1, staging.issued().size());
        assertTrue(staging.issued().get(0).replaces().isEmpty());
    }

    @Test
    void while_it_fails_the_ca_is_asked_each_third_time_only() {
        rig.ca.faults().always(Kind.FINALIZE, Fault.INVALID_ORDER);
        staging.faults().always(Kind.FINALIZE, Fault.INVALID_ORDER);
        rig.start().worker.advance(Duration.ofDays(7));
        assertTrue(rig.ca.orders() <= 4, rig.ca.orders() + " orders");
        assertTrue(staging.orders() >= 4, staging.orders() + " rehearsals");
        rig.ca.faults().clear();
        staging.faults().clear();
        rig.issue(1, Duration.ofDays(2));
    }

    @Test
    void a_staging_directory_that_is_down_does_not_keep_us_from_the_ca() {
        rig.ca.faults().next(Kind.FINALIZE, Fault.INVALID_ORDER, 2);
        staging.outage(true);
        rig.start().issue(1);
        assertEquals(staging.directory(), rig.attempts().get(2).ca());
        assertEquals(3, rig.failed());
    }

    @Test
    void a_rehearsal_that_a_kill_ends_does_not_get_its_certificate_stored() {
        rig.ca.faults().next(Kind.FINALIZE, Fault.INVALID_ORDER, 2);
        rig.start();
        rig.worker.runUntil(() -> staging.orders() == 1, Duration.ofHours(1));
        rig.startAfterKill().issue(1);
        assertEquals(rig.ca.issued().get(0).certificate(), rig.store.last().leaf());
        assertEquals(3, rig.ca.orders());
    }
}

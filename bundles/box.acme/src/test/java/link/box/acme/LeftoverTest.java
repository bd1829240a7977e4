package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.time.Duration;
import java.util.Map;
import link.box.acme.TroubledZone.Call;
import link.box.testing.acme.Fault;
import link.box.testing.acme.Kind;
import org.junit.jupiter.api.Test;

/** Challenge values do not stay in the zone for good. */
class LeftoverTest extends OnStub {
    @Test
    void what_the_zone_could_not_remove_is_removed_at_a_later_look() {
        breakRemoval();
        rig.start().issue(1);
        assertFalse(rig.zone.records().isEmpty());
        rig.zone.heal();
        rig.worker.advance(Duration.ofHours(1).plusMinutes(1));
        assertEquals(Map.of(), rig.zone.records());
    }

    @Test
    void that_is_not_forgotten_over_a_kill() {
        breakRemoval();
        rig.start().issue(1);
        rig.zone.heal();
        rig.startAfterKill().worker.advance(Duration.ofSeconds(1));
        assertEquals(Map.of(), rig.zone.records());
    }

    @Test
    void a_zone_that_never_removes_keeps_nobody_from_a_certificate() {
        breakRemoval();
        rig.ca.rules().lifetime(Duration.ofHours(20));
        rig.start().issue(1).issue(2, Duration.ofDays(1));
        assertEquals(0, rig.failed());
    }

    @Test
    void an_order_that_failed_leaves_nothing_either() {
        rig.ca.faults().next(Kind.FINALIZE, Fault.INVALID_ORDER, 1);
        rig.start().fail();
        assertEquals(Map.of(), rig.zone.records());
    }

    private void breakRemoval() {
        rig.zone.before(call -> {
            if (call == Call.REMOVE) {
                throw new IllegalStateException("the zone server is being updated");
            }
        });
    }
}

package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import link.box.acme.TroubledZone.Call;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Faults around us: in the zone, in the store, on the disk. Each is an attempt with a reason, and it goes on. */
class FaultTest extends OnStub {
    @ParameterizedTest
    @EnumSource(value = Call.class, names = {"CAN", "PUT"})
    void a_fault_in_the_zone_is_an_attempt_with_a_reason(Call call) {
        rig.zone.before(each -> {
            if (each == call) {
                throw new IllegalStateException("a fault in the zone");
            }
        });
        assertEquals("a fault in the zone", rig.start().fail());
        rig.zone.heal();
        rig.issue(1);
        assertTrue(rig.ca.orders() <= 1, "the same order is used");
    }

    @Test
    void a_network_that_comes_and_goes_makes_no_wait_longer() {
        rig.zone.before(each -> FaultTest.<RuntimeException>thrown(new IOException("no connection")));
        assertEquals("no connection", rig.start().fail());
        Instant next = rig.plan().next();
        for (int i = 0; i < 3; i++) {
            rig.worker.networkIsBack();
            assertEquals("no connection", rig.fail(Duration.ofSeconds(5)));
            assertEquals(next, rig.plan().next());
        }
        assertEquals(4, rig.failed());
        rig.zone.heal();
        rig.issue(1, Duration.ofMinutes(2));
    }

    @SuppressWarnings("unchecked")
    private static <E extends Exception> void thrown(Exception any) throws E {
        throw (E) any;
    }

    @Test
    void one_without_a_message_has_its_kind_for_a_reason() {
        rig.store.fail(new UnsupportedOperationException());
        assertEquals("UnsupportedOperationException", rig.start().fail());
    }

    @Test
    void a_fault_in_the_store_costs_no_second_certificate() {
        rig.store.fail(new IllegalStateException("a fault in the store"));
        assertEquals("a fault in the store", rig.start().fail());
        rig.store.fail(null);
        rig.issue(1);
        assertEquals(1, rig.ca.issued().size());
    }

    @Test
    void a_store_that_is_faulty_for_long_meets_no_limit_of_the_ca() {
        rig.store.fail(new IllegalStateException("a fault in the store"));
        rig.start().worker.advance(Duration.ofHours(12));
        assertEquals(List.of(), rig.ca.violations());
        rig.store.fail(null);
        rig.issue(1, Duration.ofDays(1).plusHours(3));
    }

    @Test
    void a_disk_that_does_not_take_the_ledger_ends_nothing() throws Exception {
        rig.ca.rules().lifetime(Duration.ofHours(20));
        Files.createDirectories(rig.file("renewal.json").resolve("in the way"));
        rig.start().issue(1).issue(2, Duration.ofDays(1));
    }

    @Test
    void a_disk_that_does_not_take_the_order_is_said_before_the_ca_is_asked() throws Exception {
        Files.createDirectories(rig.file("order.json").resolve("in the way"));
        String why = rig.start().fail();
        assertTrue(why.contains("order.json"), why);
        assertEquals(0, rig.ca.orders());
    }
}

package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import link.box.acme.TroubledZone.Call;
import link.box.api.net.CaptivePortal;
import link.box.testing.acme.AcmeStub;
import link.box.testing.acme.Kind;
import org.junit.jupiter.api.Test;

/** A captive portal answers in the place of all servers: no CA has failed, and none is asked. */
class PortalTest extends OnStub {
    private static final CaptivePortal CAFE = new CaptivePortal("login.cafe.test");

    @Test
    void while_it_is_there_no_attempt_is_begun_and_nothing_is_written_down() throws Exception {
        AcmeStub second = rig.second();
        rig.start().portal(CAFE);
        rig.worker.advance(Duration.ofDays(7));
        String why = rig.worker.failure().orElseThrow();
        assertTrue(why.contains("login.cafe.test") && why.contains("no CA is asked"), why);
        assertEquals("or as soon as the captive portal is gone", rig.plan().reason());
        assertEquals(0, rig.attempts().size());
        assertFalse(Files.exists(rig.file("renewal.json")));
        assertEquals(0, rig.ca.requestCount() + second.requestCount());
    }

    @Test
    void when_it_goes_the_certificate_comes_at_once() {
        rig.start().portal(CAFE);
        rig.worker.advance(Duration.ofDays(7));
        rig.portalIsGone(CAFE);
        rig.issue(1, Duration.ofMinutes(1));
    }

    @Test
    void an_attempt_that_it_has_spoilt_counts_nothing_although_it_was_first_seen_then() {
        rig.zone.before(call -> rig.portal(CAFE)); // as box.dns does after a call that failed
        rig.ca.outage(true);
        rig.start().worker.advance(Duration.ofDays(2));
        assertEquals(0, rig.attempts().size());
        rig.zone.heal();
        rig.ca.outage(false);
        rig.portalIsGone(CAFE);
        rig.issue(1, Duration.ofMinutes(1));
        assertEquals(1, rig.attempts().size());
    }

    @Test
    void the_order_that_is_under_way_is_gone_on_with_afterwards() {
        rig.start().worker.runUntil(() -> rig.ca.orders() == 1, Duration.ofMinutes(1));
        rig.portal(CAFE);
        rig.worker.advance(Duration.ofHours(5));
        assertEquals(0, rig.store.stored.size());
        rig.portalIsGone(CAFE);
        rig.issue(1, Duration.ofMinutes(5));
        assertEquals(1, rig.ca.orders());
    }

    @Test
    void a_ca_that_is_down_without_a_portal_has_failed_as_ever() {
        rig.ca.outage(true);
        assertTrue(rig.start().fail().startsWith("cannot reach the CA"), rig.lastAttempt().outcome());
    }

    @Test
    void a_silent_zone_server_without_a_portal_hides_no_failure_of_the_ca() {
        rig.ca.outage(true);
        rig.zone.before(call -> {
            if (call == Call.CAN) {
                throw new UncheckedIOException(new IOException("silent"));
            }
        });
        rig.start().fail();
        assertEquals(1, rig.attempts().size());
    }

    @Test
    void the_ca_is_not_asked_when_to_renew_either() throws Exception {
        rig.start().issue(1);
        rig.portal(CAFE);
        long before = StubRig.times(rig.ca, Kind.RENEWAL_INFO).size();
        rig.worker.advance(Duration.ofDays(3));
        assertEquals(before, StubRig.times(rig.ca, Kind.RENEWAL_INFO).size());
        rig.portalIsGone(CAFE);
        rig.worker.advance(Duration.ofDays(3));
        assertTrue(StubRig.times(rig.ca, Kind.RENEWAL_INFO).size() > before);
    }

    @Test
    void one_portal_in_the_place_of_another_lets_nobody_through() {
        rig.start().portal(CAFE);
        rig.portal(new CaptivePortal("login.hotel.test"));
        rig.portalIsGone(CAFE);
        rig.worker.advance(Duration.ofHours(3));
        assertEquals(0, rig.ca.requestCount());
        assertTrue(rig.worker.failure().orElseThrow().contains("login.hotel.test"));
    }
}

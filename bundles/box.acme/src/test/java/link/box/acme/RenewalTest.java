package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import link.box.api.dns.Zone.Ability;
import link.box.testing.FakeIdentity;
import link.box.testing.InMemoryZone;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.Test;

/** The whole way to a certificate, at a real CA. */
class RenewalTest extends OnPebble {
    @Test
    void one_certificate_holds_both_names_authorised_one_after_the_other() throws Exception {
        rig(Rig.V1, Map.of()).start().issue(1);
        assertEquals(List.of("*.abc.box.test", "abc.box.test"), rig.store.last().names());
        assertEquals(2, rig.zone.puts());
        assertEquals(1, rig.zone.records().get(Rig.CHALLENGE).size());
        assertEquals("EC", rig.store.last().leaf().getPublicKey().getAlgorithm());
        assertTrue(rig.store.last().chain().size() > 1, "the issuer comes with it");
    }

    @Test
    void both_values_stand_together_where_the_zone_holds_several_and_go_afterwards() throws Exception {
        rig(Rig.V2, Map.of()).start().issue(1);
        assertEquals(1, rig.zone.puts());
        assertEquals(Map.of(), rig.zone.records());
    }

    @Test
    void a_ca_that_rejects_many_nonces_does_not_matter() throws Exception {
        rig(Rig.V1, Map.of("PEBBLE_WFE_NONCEREJECT", "40")).start().issue(1);
    }

    @Test
    void where_almost_all_nonces_are_rejected_the_attempt_fails_cleanly_and_a_later_one_succeeds() throws Exception {
        rig(Rig.V2, Map.of("PEBBLE_WFE_NONCEREJECT", "99")).start();
        String why = rig.fail();
        assertTrue(why.contains("urn:ietf:params:acme:error:badNonce"), why);
        assertEquals(List.of(), rig.store.stored);
        assertEquals(false, rig.lastAttempt().succeeded());
        rig.pebble.restart(Map.of());
        rig.worker.advance(Duration.ofMinutes(2));
        rig.issue(1);
    }

    @Test
    void it_renews_with_a_third_of_the_life_left_and_not_before() throws Exception {
        rig(Rig.V2, Map.of()).start().issue(1);
        rig.worker.advance(Duration.ofDays(59));
        assertEquals(1, rig.store.stored.size());
        rig.worker.advance(Duration.ofDays(2));
        rig.issue(2);
        assertNotEquals(rig.store.stored.get(0).leaf().getPublicKey(), rig.store.last().leaf().getPublicKey());
    }

    @Test
    void a_certificate_of_two_minutes_is_renewed_at_half_its_life() throws Exception {
        rig = new Rig(folder, Rig.V2);
        rig.pebble(Map.of(), new Pebble.Options(120, false), rig.dns.address()).start().issue(1);
        rig.worker.advance(Duration.ofSeconds(50));
        assertEquals(1, rig.store.stored.size());
        rig.worker.advance(Duration.ofSeconds(15));
        rig.issue(2);
    }

    @Test
    void the_plan_tells_when_the_next_renewal_is_and_how_the_last_attempts_went() throws Exception {
        rig(Rig.V2, Map.of()).start().issue(1);
        Duration ahead = Duration.between(rig.worker.now(), rig.plan().next());
        assertTrue(ahead.toDays() == 59 || ahead.toDays() == 60, ahead.toString());
        assertEquals("about a third of its life is left then", rig.plan().reason());
        assertTrue(rig.lastAttempt().succeeded());
        assertTrue(rig.lastAttempt().outcome().startsWith("valid until "), rig.lastAttempt().outcome());
        assertEquals(rig.pebble.directory(), rig.lastAttempt().ca());
    }

    @Test
    void files_can_be_read_by_their_owner_only_and_no_order_is_left() throws Exception {
        rig(Rig.V2, Map.of()).start().issue(1);
        try (var files = Files.list(folder.resolve("link.box.acme"))) {
            for (Path file : files.toList()) {
                assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)), file.toString());
                assertFalse(file.getFileName().toString().startsWith("order"), file.toString());
            }
        }
    }

    @Test
    void a_directory_that_is_no_https_url_is_said() throws Exception {
        for (String bad : List.of("http://localhost:1/dir", "https://", "not a url")) {
            LiveWorker own = new LiveWorker();
            new Renewal(new Registry("link.box.acme", folder.resolve(String.valueOf(bad.length()))).context(),
                    new FakeIdentity("abc", "box.test"), new InMemoryZone(Rig.V1), new MemoryStore(), own,
                    Settings.of(AcmeConfig.class, Map.of("directory", bad)), Settings.of(SecondCa.class, Map.of()),
                    Settings.of(ThirdCa.class, Map.of()));
            own.run();
            assertTrue(own.failure().orElseThrow().contains("acme.directory "), own.failure().orElseThrow());
        }
    }

    @Test
    void a_ca_that_is_not_there_is_said_and_asked_again() throws Exception {
        rig(Rig.V1, Map.of());
        rig.pebble.close();
        rig.start();
        assertTrue(rig.fail().startsWith("cannot reach the CA " + rig.pebble.directory()), rig.fail());
        rig.pebble.restart(Map.of());
        rig.worker.advance(Duration.ofMinutes(2));
        rig.issue(1);
    }

    @Test
    void the_network_coming_back_brings_the_next_attempt_forward() throws Exception {
        rig(Rig.V1, Map.of());
        rig.pebble.close();
        rig.start().fail();
        rig.pebble.restart(Map.of());
        rig.worker.networkIsBack();
        rig.issue(1);
    }

    @Test
    void a_ca_that_we_do_not_trust_is_refused() throws Exception {
        rig(Rig.V1, Map.of());
        rig.settings.put("trust", "");
        rig.start();
        assertTrue(rig.fail().contains("unable to find valid certification path"), rig.fail());
    }

    @Test
    void a_zone_that_fails_is_tried_again() throws Exception {
        rig(Rig.V1, Map.of());
        rig.zone.fail(new IOException("the zone server is down"));
        rig.start();
        assertEquals("the zone server is down", rig.fail());
        rig.zone.fail(null);
        rig.worker.advance(Duration.ofMinutes(2));
        rig.issue(1);
    }

    private Rig rig(Set<Ability> abilities, Map<String, String> faults) throws Exception {
        rig = new Rig(folder, abilities);
        return rig.pebble(faults);
    }
}

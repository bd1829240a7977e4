package link.box.acme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import link.box.api.dns.Zone.Ability;
import link.box.api.work.RetryAfter;
import link.box.testing.FakeIdentity;
import link.box.testing.InMemoryZone;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole way to a certificate, at a real CA. */
class RenewalTest {
    private static final Set<Ability> V1 = Set.of();
    private static final Set<Ability> V2 = Set.of(Ability.MULTI, Ability.DELETE);
    private static final String CHALLENGE = "_acme-challenge.abc.box.test TXT";

    @TempDir
    Path folder;

    private final FakeIdentity identity = new FakeIdentity("abc", "box.test");
    private final MemoryStore store = new MemoryStore();
    private final LiveWorker worker = new LiveWorker();
    private InMemoryZone zone;
    private ZoneServer dns;
    private Pebble pebble;

    @BeforeEach
    void pebbleIsThere() {
        boolean there = Files.isExecutable(Pebble.PROGRAM);
        if (!there) {
            System.err.println("SKIPPED: RenewalTest needs the program pebble (apt-get install pebble)");
        }
        assumeTrue(there, "pebble is missing");
    }

    @AfterEach
    void stop() throws Exception {
        if (pebble != null) {
            pebble.close();
        }
        if (dns != null) {
            dns.close();
        }
    }

    @Test
    void one_certificate_holds_both_names_authorised_one_after_the_other() throws Exception {
        start(V1, Map.of());
        renewal(dns.address());
        worker.advance(Duration.ZERO);
        assertEquals("none", worker.failure().orElse("none"));
        assertEquals(List.of("*.abc.box.test", "abc.box.test"), store.last().names());
        assertEquals(2, zone.puts());
        assertEquals(1, zone.records().get(CHALLENGE).size());
        assertEquals("EC", store.last().leaf().getPublicKey().getAlgorithm());
        assertTrue(store.last().chain().size() > 1, "the issuer comes with it");
    }

    @Test
    void both_values_stand_together_where_the_zone_holds_several_and_go_afterwards() throws Exception {
        start(V2, Map.of());
        renewal(dns.address());
        worker.advance(Duration.ZERO);
        assertEquals("none", worker.failure().orElse("none"));
        assertEquals(1, zone.puts());
        assertEquals(Map.of(), zone.records());
    }

    @Test
    void a_ca_that_rejects_many_nonces_does_not_matter() throws Exception {
        start(V1, Map.of("PEBBLE_WFE_NONCEREJECT", "40"));
        renewal(dns.address());
        worker.advance(Duration.ZERO);
        assertEquals("none", worker.failure().orElse("none"));
        assertEquals(1, store.stored.size());
    }

    @Test
    void it_renews_with_a_third_of_the_life_left_and_not_before() throws Exception {
        start(V2, Map.of());
        renewal(dns.address());
        worker.advance(Duration.ZERO);
        worker.advance(Duration.ofDays(59));
        assertEquals(1, store.stored.size());
        worker.advance(Duration.ofDays(2));
        assertTrue(store.stored.size() > 1);
        assertNotEquals(store.stored.get(0).leaf().getPublicKey(), store.last().leaf().getPublicKey());
    }

    @Test
    void the_account_is_kept_and_used_again() throws Exception {
        start(V2, Map.of());
        renewal(dns.address());
        worker.advance(Duration.ZERO);
        store.stored.clear();
        renewal(dns.address());
        worker.advance(Duration.ZERO);
        assertEquals(1, store.stored.size());
        assertEquals(1, pebble.story().lines().filter(line -> line.contains("There are now ") && line.contains("account")).count());
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(accountFile())));
    }

    @Test
    void an_account_that_the_ca_has_forgotten_is_registered_again_with_the_same_key() throws Exception {
        start(V2, Map.of());
        renewal(dns.address());
        worker.advance(Duration.ZERO);
        byte[] key = Files.readAllBytes(accountFile());
        pebble.restart();
        store.stored.clear();
        renewal(dns.address());
        worker.advance(Duration.ZERO);
        assertEquals("none", worker.failure().orElse("none"));
        assertEquals(1, store.stored.size());
        assertArrayEquals(key, Files.readAllBytes(accountFile()));
    }

    @Test
    void a_value_that_does_not_show_is_said_with_what_each_server_answered() throws Exception {
        start(V1, Map.of());
        try (ZoneServer stale = new ZoneServer(Map.of(CHALLENGE, List.of("old")))) {
            renewal(dns.address() + "," + stale.address());
            worker.advance(Duration.ZERO);
            String why = worker.failure().orElseThrow();
            assertTrue(why.contains("did not show within 1 s") && why.contains(stale.address() + " answered [old]"), why);
            assertFalse(why.contains(dns.address()), why);
        }
        assertEquals(List.of(), store.stored);
    }

    @Test
    void a_server_that_is_silent_is_said_too() throws Exception {
        start(V1, Map.of());
        dns.close();
        renewal(dns.address());
        worker.advance(Duration.ZERO);
        assertTrue(worker.failure().orElseThrow().contains(dns.address() + " did not answer"), worker.failure().orElseThrow());
    }

    @Test
    void what_the_ca_cannot_verify_is_said_in_its_words_and_not_tried_again_at_once() throws Exception {
        try (ZoneServer empty = new ZoneServer(Map.of())) {
            zone = new InMemoryZone(V1);
            dns = new ZoneServer(zone.records());
            pebble = new Pebble(folder, empty.address(), Map.of());
            renewal(dns.address());
            worker.advance(Duration.ZERO);
            RetryAfter later = assertInstanceOf(RetryAfter.class, worker.exception().orElseThrow());
            assertTrue(later.getMessage().contains("could not verify abc.box.test"), later.getMessage());
            assertTrue(later.getMessage().contains("urn:ietf:params:acme:error:unauthorized"), later.getMessage());
            assertEquals(Duration.ofMinutes(15), later.delay());
        }
    }

    @Test
    void a_ca_that_is_not_there_is_said_and_asked_again() throws Exception {
        start(V1, Map.of());
        pebble.close();
        renewal(dns.address());
        worker.advance(Duration.ZERO);
        assertTrue(worker.failure().orElseThrow().startsWith("cannot reach the CA " + pebble.directory()), worker.failure().orElseThrow());
        pebble.restart();
        worker.advance(Duration.ofMinutes(1));
        assertEquals(1, store.stored.size());
    }

    @Test
    void a_ca_that_we_do_not_trust_is_refused() throws Exception {
        start(V1, Map.of());
        renewal(dns.address(), "");
        worker.advance(Duration.ZERO);
        assertTrue(worker.failure().orElseThrow().contains("unable to find valid certification path"), worker.failure().orElseThrow());
    }

    @Test
    void a_directory_that_is_no_https_url_is_said() throws Exception {
        for (String bad : List.of("http://localhost:1/dir", "https://", "not a url")) {
            LiveWorker own = new LiveWorker();
            new Renewal(new Registry("link.box.acme", folder).context(), identity, new InMemoryZone(V1), store, own,
                    Settings.of(Renewal.Config.class, Map.of("directory", bad)));
            own.advance(Duration.ZERO);
            assertTrue(own.failure().orElseThrow().contains("acme.directory "), own.failure().orElseThrow());
        }
    }

    @Test
    void a_zone_that_fails_is_tried_again() throws Exception {
        start(V1, Map.of());
        zone.fail(new IOException("the zone server is down"));
        renewal(dns.address());
        worker.advance(Duration.ZERO);
        assertEquals("the zone server is down", worker.failure().orElseThrow());
        zone.fail(null);
        worker.advance(Duration.ofMinutes(1));
        assertEquals(1, store.stored.size());
    }

    @Test
    void a_damaged_account_key_is_not_replaced_silently() throws Exception {
        start(V1, Map.of());
        renewal(dns.address());
        worker.advance(Duration.ZERO);
        Files.writeString(accountFile(), "{}");
        store.stored.clear();
        renewal(dns.address());
        worker.advance(Duration.ZERO);
        assertEquals(List.of(), store.stored);
        assertEquals("{}", Files.readString(accountFile()));
    }

    private void start(Set<Ability> abilities, Map<String, String> faults) throws Exception {
        zone = new InMemoryZone(abilities);
        dns = new ZoneServer(zone.records());
        pebble = new Pebble(folder, dns.address(), faults);
    }

    private void renewal(String nameservers) {
        renewal(nameservers, pebble.trust());
    }

    private void renewal(String nameservers, String trust) {
        new Renewal(new Registry("link.box.acme", folder).context(), identity, zone, store, worker, Settings.of(Renewal.Config.class,
                Map.of("directory", pebble.directory(), "trust", trust, "nameservers", nameservers, "txt_wait", 1)));
    }

    private Path accountFile() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("link.box.acme"))) {
            return files.findFirst().orElseThrow();
        }
    }
}

package link.box.acme.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import link.box.acme.ZoneServer;
import link.box.api.dns.Zone.Ability;
import link.box.common.dns.Authority;
import link.box.testing.InMemoryZone;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When a challenge value counts as shown: by the answers of the zone's two servers. */
class Dns01Test {
    private static final String NAME = "_acme-challenge.abc.box.test";
    private static final Duration WAIT = Duration.ofSeconds(30);

    private final ManualWorker worker = new ManualWorker();
    private final InMemoryZone zone = new InMemoryZone(Set.of(Ability.MULTI, Ability.DELETE));
    private final Map<String, List<String>> atFirst = new ConcurrentHashMap<>();
    private final Map<String, List<String>> atSecond = new ConcurrentHashMap<>();
    private ZoneServer first;
    private ZoneServer second;

    @BeforeEach
    void start() throws Exception {
        first = new ZoneServer(atFirst);
        second = new ZoneServer(atSecond);
    }

    @AfterEach
    void stop() {
        first.close();
        second.close();
    }

    @Test
    void both_servers_must_have_it() throws Exception {
        Dns01 dns = put(Duration.ZERO, "new");
        assertFalse(dns.visible());
        answer(atFirst, "new");
        assertFalse(dns.visible());
        answer(atSecond, "new");
        assertTrue(dns.visible());
    }

    @Test
    void old_data_is_waited_for_and_then_said() throws Exception {
        Dns01 dns = put(Duration.ZERO, "new");
        answer(atFirst, "new");
        answer(atSecond, "old");
        worker.advance(WAIT);
        assertFalse(dns.visible());
        worker.advance(Duration.ofSeconds(1));
        IOException e = assertThrows(IOException.class, dns::visible);
        assertEquals("the challenge value of " + NAME + " did not show within 30 s: " + second.address() + " answered [old]",
                e.getMessage());
    }

    @Test
    void what_comes_late_still_counts() throws Exception {
        Dns01 dns = put(Duration.ZERO, "new");
        answer(atFirst, "old");
        answer(atSecond, "old");
        for (int second = 0; second < 30; second++) {
            assertFalse(dns.visible());
            worker.advance(Duration.ofSeconds(1));
        }
        answer(atFirst, "new");
        answer(atSecond, "new");
        assertTrue(dns.visible());
    }

    @Test
    void all_values_must_be_there_and_others_do_not_matter() throws Exception {
        Dns01 dns = put(Duration.ZERO, "one", "two");
        answer(atFirst, "one", "other");
        answer(atSecond, "two", "other", "one");
        assertFalse(dns.visible());
        answer(atFirst, "other", "two", "one");
        assertTrue(dns.visible());
    }

    @Test
    void the_margin_begins_when_the_last_server_has_it() throws Exception {
        Dns01 dns = put(Duration.ofSeconds(10), "new");
        answer(atFirst, "new");
        worker.advance(Duration.ofSeconds(20));
        answer(atSecond, "new");
        assertFalse(dns.visible());
        worker.advance(Duration.ofSeconds(9));
        assertFalse(dns.visible());
        worker.advance(Duration.ofSeconds(1));
        assertTrue(dns.visible());
    }

    @Test
    void a_wrong_server_is_not_outvoted_by_one_that_is_silent() throws Exception {
        Dns01 dns = put(Duration.ZERO, "new");
        answer(atFirst, "old");
        second.close();
        worker.advance(WAIT.plusSeconds(1));
        String why = assertThrows(IOException.class, dns::visible).getMessage();
        assertTrue(why.contains(first.address() + " answered [old]") && why.contains(second.address() + " did not answer"), why);
    }

    @Test
    void a_zone_that_cannot_remove_has_it_removed_later() throws Exception {
        Dns01 dns = put(Duration.ZERO, "new");
        zone.fail(new IOException("the zone server is down"));
        assertFalse(dns.remove());
        zone.fail(null);
        assertTrue(dns.remove());
        assertEquals(Map.of(), zone.records());
    }

    private Dns01 put(Duration margin, String... values) throws IOException {
        Authority authority = new Authority("box.test", first.address() + "," + second.address());
        Dns01 dns = new Dns01(NAME, zone, authority, worker, WAIT, margin, Duration.ZERO);
        dns.put(List.of(values));
        return dns;
    }

    private static void answer(Map<String, List<String>> server, String... values) {
        server.put(NAME + " TXT", List.of(values));
    }
}

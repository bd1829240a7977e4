package link.box.rebind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone.Ability;
import link.box.api.net.RebindProtection;
import link.box.api.net.RebindProtection.Verdict;
import link.box.common.file.KeptFile;
import link.box.testing.FakeIdentity;
import link.box.testing.InMemoryZone;
import org.apache.felix.hc.api.Result.Status;
import org.junit.jupiter.api.Test;

class DetectorTest extends DetectorLab {
    @Test
    void where_private_addresses_pass_it_says_so_and_leaves_nothing_behind() throws Exception {
        online();
        assertEquals(Verdict.OPEN, fact().verdict());
        assertEquals(List.of(), fact().advice());
        assertEquals(Map.of(), zone.records());
        assertFalse(Files.exists(file()));
        assertEquals(Status.OK, new RebindHealth(detector).execute().getStatus());
    }

    @Test
    void where_they_do_not_it_is_seen_in_three_rounds_with_fresh_names() throws Exception {
        resolver.filter(true);
        online();
        assertEquals(Verdict.BLOCKED, fact().verdict());
        assertTrue(fact().reason().endsWith("3 times in a row"), fact().reason());
        assertEquals(9, asked().distinct().count());
        assertEquals(9, asked().count());
        assertEquals(Map.of(), zone.records());
        assertEquals(Status.WARN, new RebindHealth(detector).execute().getStatus());
    }

    @Test
    void the_resolver_is_asked_for_test_names_and_nothing_else_of_the_box() throws Exception {
        resolver.filter(true);
        online();
        assertTrue(asked().allMatch(each -> each.matches("[cpk]-[0-9a-f]{16}\\.id\\.box\\.test A")), resolver.asked.toString());
    }

    @Test
    void the_advice_fits_the_router_that_shows_itself() throws Exception {
        resolver.filter(true);
        resolver.version("dnsmasq-2.90");
        online();
        assertEquals(List.of("OpenWrt, dnsmasq", "Any other router or filter"), routers());
        assertTrue(fact().advice().get(0).what().contains("rebind_domain='id.box.test'"), fact().advice().toString());
    }

    @Test
    void without_a_sign_all_advice_is_given() throws Exception {
        resolver.filter(true);
        online();
        assertEquals(5, routers().size());
        assertTrue(fact().advice().stream().allMatch(each -> each.what().contains("id.box.test")), fact().advice().toString());
    }

    @Test
    void nothing_is_asked_before_the_zones_servers_have_the_names() throws Exception {
        authority.close();
        Map<String, List<String>> lagging = new ConcurrentHashMap<>();
        authority = new FakeDns(lagging);
        online();
        worker.advance(Duration.ofSeconds(6));
        assertEquals(List.of(), resolver.asked);
        lagging.putAll(zone.records());
        worker.advance(Duration.ofSeconds(2));
        assertEquals(Verdict.OPEN, fact().verdict());
    }

    @Test
    void names_that_never_show_make_it_inconclusive() throws Exception {
        authority.close();
        authority = new FakeDns(Map.of());
        online();
        worker.advance(Duration.ofSeconds(61));
        assertEquals(Verdict.INCONCLUSIVE, fact().verdict());
        assertEquals(List.of(), resolver.asked);
        assertEquals(Status.TEMPORARILY_UNAVAILABLE, new RebindHealth(detector).execute().getStatus());
    }

    @Test
    void an_inconclusive_look_is_repeated_after_ten_minutes_and_then_less_often() throws Exception {
        withoutTheZone();
        online();
        assertEquals(1, resolver.asked.size());
        worker.advance(Duration.ofMinutes(13));
        assertEquals(2, resolver.asked.size());
        worker.advance(Duration.ofMinutes(10)); // with all jitter the third is 24 to 36 minutes after the first
        assertEquals(2, resolver.asked.size());
        worker.advance(Duration.ofMinutes(14));
        assertEquals(3, resolver.asked.size());
    }

    @Test
    void a_clear_verdict_is_looked_at_again_after_a_day() throws Exception {
        online();
        int first = resolver.asked.size();
        worker.advance(Duration.ofHours(19));
        assertEquals(first, resolver.asked.size());
        resolver.filter(true);
        worker.advance(Duration.ofHours(10));
        assertEquals(Verdict.BLOCKED, fact().verdict());
    }

    @Test
    void what_was_seen_holds_until_the_opposite_is_seen() throws Exception {
        resolver.filter(true);
        online();
        zone.control((Inet4Address) InetAddress.getByName("192.168.9.9")); // withheld, too: no control, no verdict
        worker.advance(Duration.ofHours(29));
        assertEquals(Verdict.BLOCKED, fact().verdict());
        bind("192.168.2.20", "192.168.2.1");
        worker.advance(SOON);
        assertEquals(Verdict.INCONCLUSIVE, fact().verdict());
    }

    @Test
    void names_of_a_run_that_was_cut_off_are_taken_out_at_the_next_start() throws Exception {
        TestNames left = TestNames.of(new FakeIdentity("id", "box.test").names(), "0123456789abcdef");
        zone.put(left.leading("9.9.9.9", HOME));
        zone.put(List.of(new RecordSet("id.box.test", RecordSet.Type.A, SOON, List.of(HOME))));
        new KeptFile(file(), 1024).write(left.nonce());
        boot();
        bind(HOME, "192.168.1.1");
        worker.run();
        assertEquals(Set.of("id.box.test A"), zone.records().keySet());
        assertFalse(Files.exists(file()));
    }

    @Test
    void a_note_that_cannot_be_read_does_not_stop_it() throws Exception {
        Files.writeString(file(), "rubbish");
        online();
        assertEquals(Verdict.OPEN, fact().verdict());
    }

    @Test
    void while_the_zone_cannot_be_written_nothing_is_asked_and_no_verdict_given() throws Exception {
        zone.fail(new IOException("the zone server is down"));
        online();
        assertEquals(List.of(), registry.of(RebindProtection.class));
        assertEquals(List.of(), resolver.asked);
        zone.fail(null);
        worker.advance(SOON);
        assertEquals(Verdict.OPEN, fact().verdict());
    }

    @Test
    void a_v1_server_gets_no_test_names_and_there_is_no_verdict() throws Exception {
        stop();
        begin(new InMemoryZone(Set.of()));
        assertNoVerdict();
    }

    @Test
    void a_server_without_a_control_address_is_not_enough() throws Exception {
        stop();
        zone = new InMemoryZone(EnumSet.allOf(Ability.class));
        resolver = new FakeDns(zone.records());
        authority = new FakeDns(zone.records());
        assertNoVerdict();
    }

    @Test
    void a_box_without_a_private_address_has_nothing_that_could_be_withheld() throws Exception {
        boot();
        bind("9.9.9.10", "9.9.9.1");
        worker.advance(Duration.ofDays(2));
        assertEquals(List.of(), registry.of(RebindProtection.class));
        assertEquals(0, zone.puts());
    }

    private void assertNoVerdict() throws IOException {
        online();
        worker.advance(Duration.ofDays(2));
        assertEquals(List.of(), registry.of(RebindProtection.class));
        assertEquals(0, zone.puts());
        assertEquals(List.of(), resolver.asked);
        assertEquals(Status.OK, new RebindHealth(detector).execute().getStatus());
    }

    private List<String> routers() {
        return fact().advice().stream().map(RebindProtection.Advice::router).toList();
    }

    private Stream<String> asked() {
        return resolver.asked.stream().filter(each -> each.contains("box.test"));
    }
}

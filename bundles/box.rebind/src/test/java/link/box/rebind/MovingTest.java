package link.box.rebind;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import link.box.api.net.RebindProtection;
import link.box.api.net.RebindProtection.Verdict;
import org.junit.jupiter.api.Test;

/** The Box comes into another network, or gets another address in it. */
class MovingTest extends DetectorLab {
    @Test
    void in_another_network_it_looks_at_once() throws Exception {
        online();
        resolver.filter(true);
        bind("192.168.2.20", "192.168.2.1");
        worker.advance(SOON);
        assertEquals(Verdict.BLOCKED, fact().verdict());
    }

    @Test
    void what_was_seen_in_another_network_is_no_fact_here_though_the_zone_is_down() throws Exception {
        resolver.filter(true);
        online();
        zone.fail(new IOException("the zone server is down"));
        bind("192.168.2.20", "192.168.2.1");
        worker.advance(SOON);
        assertEquals(List.of(), registry.of(RebindProtection.class));
        assertEquals("It has not been looked for in this network yet", new RebindHealth(detector).execute().iterator().next().getMessage());
    }

    @Test
    void nor_while_nobody_knows_which_address_is_published_here() throws Exception {
        resolver.filter(true);
        online();
        detector.unsetRecord(record);
        detector.setAddresses(addresses("192.168.2.20", "192.168.2.1"));
        worker.run();
        assertEquals(List.of(), registry.of(RebindProtection.class));
    }

    @Test
    void an_address_that_changes_before_the_names_show_wastes_no_round() throws Exception {
        authority.close();
        Map<String, List<String>> lagging = new ConcurrentHashMap<>();
        authority = new FakeDns(lagging);
        online();
        bind("192.168.1.31", "192.168.1.1");
        lagging.putAll(zone.records());
        worker.advance(Duration.ofSeconds(2));
        assertEquals(Verdict.OPEN, fact().verdict());
        assertTrue(fact().reason().endsWith("passes a private address: " + HOME), fact().reason());
    }
}

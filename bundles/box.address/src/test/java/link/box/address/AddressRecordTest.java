package link.box.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import link.box.api.dns.RecordSet;
import link.box.api.identity.BoxNames;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;
import link.box.api.net.PublishedAddress;
import link.box.api.net.PublishedName;
import link.box.common.fact.Published;
import link.box.testing.InMemoryZone;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AddressRecordTest {
    private final ManualWorker worker = new ManualWorker();
    private final InMemoryZone zone = new InMemoryZone(Set.of());
    private final Registry registry = new Registry("link.box.address", Path.of("unused"));
    private AddressRecord record;

    @BeforeEach
    void start() throws Exception {
        LocalAddresses home = new LocalAddresses(List.of(new LocalAddress("eth0", InetAddress.getByName("192.168.1.20"), 24)), Optional.empty());
        record = new AddressRecord(new Published<>(registry.context(), PublishedAddress.class), new BoxNames("id", "box.test"), zone, home,
                worker, "a", "b");
    }

    @Test
    void main_local_and_mirrors_lead_home_and_then_it_is_said() {
        assertTrue(registry.of(PublishedAddress.class).isEmpty());
        worker.run();
        for (String name : List.of("id.box.test", "local.id.box.test", "a.id.box.test", "b.id.box.test")) {
            assertEquals(List.of("192.168.1.20"), zone.records().get(name + " A"), name);
        }
        assertEquals(List.of("id.box.test", "local.id.box.test", "a.id.box.test", "b.id.box.test"),
                registry.of(PublishedAddress.class).get(0).names().stream().map(PublishedName::host).toList());
    }

    @Test
    void nothing_is_said_until_the_zone_has_taken_it() {
        zone.fail(new IOException("down"));
        worker.run();
        assertTrue(registry.of(PublishedAddress.class).isEmpty());
        zone.fail(null);
        worker.advance(Duration.ofMinutes(1));
        assertEquals(1, registry.of(PublishedAddress.class).size());
    }

    @Test
    void a_zone_that_forgot_gets_the_records_back() {
        worker.run();
        zone.records().clear();
        worker.advance(Duration.ofHours(2));
        assertEquals(4, zone.records().size());
    }

    @Test
    void a_put_of_the_address_before_that_arrives_late_does_not_last() throws Exception {
        worker.run();
        zone.put(List.of(new RecordSet("id.box.test", RecordSet.Type.A, Duration.ofMinutes(1), List.of("192.168.1.19"))));
        worker.advance(Duration.ofSeconds(5));
        assertEquals(List.of("192.168.1.20"), zone.records().get("id.box.test A"));
    }

    @Test
    void stopping_withdraws_the_fact_but_not_the_records() {
        worker.run();
        record.stop();
        assertTrue(registry.of(PublishedAddress.class).isEmpty());
        assertEquals(4, zone.records().size());
    }
}

package link.box.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import link.box.address.names.Memory;
import link.box.address.names.Names;
import link.box.address.names.StateFile;
import link.box.address.names.Terms;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone.Ability;
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
import org.junit.jupiter.api.io.TempDir;

class AddressRecordTest {
    private static final String TWENTY = "192-168-1-20.id.box.test";
    private static final String THIRTY = "192-168-1-30.id.box.test";
    private static final Duration HOLD = Duration.ofMinutes(30);

    @TempDir
    private Path data;
    private final ManualWorker worker = new ManualWorker();
    private final Registry registry = new Registry("link.box.address", Path.of("unused"));
    private InMemoryZone zone = new InMemoryZone(EnumSet.allOf(Ability.class));
    private AddressRecord record;

    @BeforeEach
    void begin() throws Exception {
        start(true);
        at("192.168.1.20");
    }

    private void start(boolean newborn) {
        start(newborn, "id.box.test");
    }

    private void start(boolean newborn, String main) {
        Names names = new Names(zone, new BoxNames("id", "box.test"), new Memory(new StateFile(data.resolve("names.json"), main), newborn),
                new Terms(HOLD, Duration.ofMinutes(1), List.of("a", "b", "c", "d")), worker::nanos);
        record = new AddressRecord(new Published<>(registry.context(), PublishedAddress.class), names, worker);
    }

    private void at(String... addresses) throws IOException {
        List<LocalAddress> all = new ArrayList<>();
        for (String each : addresses) {
            all.add(new LocalAddress("eth0", InetAddress.getByName(each), 24));
        }
        record.setAddresses(new LocalAddresses(all, Optional.empty()));
        worker.run();
    }

    private List<String> told() {
        List<PublishedAddress> facts = registry.of(PublishedAddress.class);
        return facts.isEmpty() ? List.of() : facts.get(0).names().stream().map(PublishedName::host).toList();
    }

    private List<String> leads(String label) {
        return zone.records().get(label + ".id.box.test A");
    }

    @Test
    void until_caches_have_forgotten_the_address_label_comes_first_and_then_the_main_name() {
        assertEquals(List.of(TWENTY, "a.id.box.test", "id.box.test", "local.id.box.test"), told());
        for (String name : told()) {
            assertEquals(List.of("192.168.1.20"), zone.records().get(name + " A"), name);
        }
        worker.advance(HOLD.minusSeconds(1));
        assertEquals(TWENTY, told().get(0));
        worker.advance(Duration.ofSeconds(1));
        assertEquals(List.of("id.box.test", TWENTY, "a.id.box.test", "local.id.box.test"), told());
    }

    @Test
    void a_name_of_the_pool_stays_bound_and_is_right_at_once_when_the_address_comes_back() throws Exception {
        at("192.168.1.30");
        assertEquals(List.of(THIRTY, "b.id.box.test", "id.box.test", "local.id.box.test"), told());
        assertEquals(List.of("192.168.1.20"), leads("a"), "nobody is told the name, but who knows it is not sent elsewhere");
        at("192.168.1.20");
        assertEquals(List.of(TWENTY, "a.id.box.test", "id.box.test", "local.id.box.test"), told());
    }

    @Test
    void one_name_of_the_pool_is_always_free_for_the_next_address() throws Exception {
        for (String address : List.of("192.168.1.21", "192.168.1.22", "192.168.1.23")) {
            at(address);
            worker.advance(Duration.ofMinutes(1));
        }
        assertEquals(null, leads("a"), "the least recently used one was withdrawn");
        assertEquals(List.of("192.168.1.23"), leads("d"));
        at("192.168.1.24");
        assertEquals(List.of("192-168-1-24.id.box.test", "id.box.test", "local.id.box.test"), told(), "it rests first");
        worker.advance(HOLD);
        assertEquals(List.of("192.168.1.24"), leads("a"));
    }

    @Test
    void nothing_is_told_until_the_zone_has_taken_it() throws Exception {
        zone.fail(new IOException("down"));
        at("192.168.1.30");
        assertEquals(List.of(), told());
        zone.fail(null);
        worker.advance(Duration.ofSeconds(30));
        assertEquals(THIRTY, told().get(0));
        assertTrue(told().contains("b.id.box.test"), "a try for the same address is no reason to give up the name");
    }

    @Test
    void a_restart_tells_what_is_known_even_if_the_zone_is_away() throws Exception {
        worker.advance(HOLD);
        record.stop();
        zone.fail(new IOException("down"));
        start(false);
        at("192.168.1.20");
        assertEquals("id.box.test", told().get(0));
    }

    @Test
    void who_lost_its_state_trusts_no_name_of_the_pool_until_it_has_rested() throws Exception {
        worker.advance(HOLD);
        record.stop();
        Files.delete(data.resolve("names.json"));
        Files.deleteIfExists(data.resolve("names.previous.json"));
        start(false);
        at("192.168.1.30");
        assertEquals(List.of(THIRTY, "id.box.test", "local.id.box.test"), told());
        assertEquals(null, leads("a"));
        worker.advance(HOLD);
        assertTrue(told().contains("a.id.box.test"), told().toString());
    }

    @Test
    void an_older_generation_of_the_state_is_as_good_as_lost() throws Exception {
        at("192.168.1.30");
        record.stop();
        Files.writeString(data.resolve("names.json"), "damaged");
        start(false);
        at("192.168.1.30");
        assertEquals(List.of(THIRTY, "id.box.test", "local.id.box.test"), told());
    }

    @Test
    void a_zone_that_forgot_gets_the_records_back() throws Exception {
        Map<String, List<String>> before = Map.copyOf(zone.records());
        zone.records().clear();
        worker.advance(Duration.ofHours(2));
        assertEquals(before, zone.records());
    }

    @Test
    void a_server_of_version_1_gets_no_pool_and_our_last_word() throws Exception {
        record.stop();
        zone = new InMemoryZone(Set.of());
        start(false);
        at("192.168.1.20", "fd00::1");
        assertEquals(List.of(TWENTY, "id.box.test", "local.id.box.test"), told());
        at("192.168.1.30", "fd00::1");
        assertEquals(List.of(THIRTY, "id.box.test", "local.id.box.test"), told());
        zone.put(List.of(new RecordSet("id.box.test", RecordSet.Type.A, Duration.ofMinutes(1), List.of("192.168.1.20"))));
        worker.advance(Duration.ofSeconds(5));
        assertEquals(List.of("192.168.1.30"), zone.records().get("id.box.test A"), "a put from before that arrives late does not last");
        zone.put(List.of(new RecordSet("id.box.test", RecordSet.Type.A, Duration.ofMinutes(1), List.of("192.168.1.20"))));
        worker.advance(Duration.ofSeconds(41));
        assertEquals(List.of("192.168.1.30"), zone.records().get("id.box.test A"), "not even one that was given up after 40 s");
    }

    @Test
    void a_unique_local_address_stands_beside_the_private_one_and_never_a_global_one() throws Exception {
        at("192.168.1.20", "2001:db8::1", "fd00::1");
        String label = "192-168-1-20-fd00-0-0-0-0-0-0-1";
        assertEquals(label + ".id.box.test", told().get(0));
        assertEquals(List.of("fd00:0:0:0:0:0:0:1"), zone.records().get(label + ".id.box.test AAAA"));
        assertEquals(List.of("fd00:0:0:0:0:0:0:1"), zone.records().get("id.box.test AAAA"));
        at("192.168.1.20", "2001:db8::1");
        assertFalse(zone.records().containsKey("id.box.test AAAA"), "what is gone is taken out in the same step");
        assertEquals(TWENTY, told().get(0));
        at("2001:db8::1");
        assertEquals("2001-db8-0-0-0-0-0-1.id.box.test", told().get(0));
    }

    @Test
    void what_cannot_be_remembered_is_not_done_and_the_label_needs_no_memory() throws Exception {
        Files.delete(data.resolve("names.json"));
        Files.createDirectory(data.resolve("names.json"));
        Files.createFile(data.resolve("names.json").resolve("in the way"));
        at("192.168.1.30");
        assertEquals(List.of(THIRTY), told());
        assertEquals(List.of("192.168.1.20"), zone.records().get("id.box.test A"));
        assertTrue(worker.failure("publish the local address").orElseThrow().getMessage().contains("disk"));
        Files.delete(data.resolve("names.json").resolve("in the way"));
        Files.delete(data.resolve("names.json"));
        worker.advance(Duration.ofSeconds(5));
        assertEquals(List.of(THIRTY, "b.id.box.test", "id.box.test", "local.id.box.test"), told(), "the disk takes it again");
    }

    @Test
    void what_is_known_of_another_name_says_nothing() throws Exception {
        worker.advance(HOLD);
        record.stop();
        start(false, "other.box.test");
        zone.fail(new IOException("down"));
        at("192.168.1.20");
        assertEquals(List.of(), told());
    }

    @Test
    void a_name_that_the_zone_takes_no_more_does_not_keep_the_others_from_being_put_again() throws Exception {
        at("192.168.1.30");
        zone.refuse("a.id.box.test");
        zone.records().remove("id.box.test A");
        worker.advance(Duration.ofHours(2));
        assertEquals(List.of("192.168.1.30"), zone.records().get("id.box.test A"));
        zone.refuse(null);
        worker.advance(Duration.ofHours(2));
        assertEquals(null, leads("a"), "what the zone does not take is withdrawn");
    }

    @Test
    void a_public_address_is_no_homes() throws Exception {
        at("203.0.113.7");
        assertEquals(List.of(), told());
        assertTrue(worker.failure("publish the local address").orElseThrow().getMessage().contains("router"));
    }

    @Test
    void old_address_labels_leave_the_zone() throws Exception {
        for (int i = 1; i <= 20; i++) {
            at("192.168.2." + i);
            worker.advance(Duration.ofMinutes(1));
        }
        assertEquals(6, zone.records().keySet().stream().filter(each -> each.startsWith("192-")).count());
    }

    @Test
    void without_an_address_nothing_is_told_and_stopping_takes_nothing_out_of_the_zone() throws Exception {
        Map<String, List<String>> before = Map.copyOf(zone.records());
        record.unsetAddresses(null);
        assertFalse(told().isEmpty(), "that was another fact");
        record.setAddresses(null);
        worker.run();
        assertEquals(List.of(), told());
        record.stop();
        assertEquals(before, zone.records());
    }
}

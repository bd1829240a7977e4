package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import link.box.api.dns.Zone.Ability;
import link.box.api.registration.Endpoint;
import link.box.api.registration.Url;
import link.box.api.tls.TlsCertificate;
import link.box.api.tunnel.Tunnel;
import link.box.api.work.Trouble;
import link.box.testing.FakeIdentity;
import link.box.testing.InMemoryZone;
import link.box.testing.Made;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class TunnelRecordTest {
    private static final Made MADE = Made.selfSigned("abc.box.test", "*.abc.box.test");
    private static final TlsCertificate CERTIFICATE = new TlsCertificate(List.of("abc.box.test", "*.abc.box.test"), MADE.chain());

    private final ManualWorker worker = new ManualWorker();
    private final InMemoryZone zone = new InMemoryZone(Set.of(Ability.AAAA));
    private final Registry registry = new Registry("link.box.pagekite", Path.of("unused"));
    private final NotedPilot pilot = new NotedPilot();
    private PingBox box;

    @BeforeEach
    void begin() throws IOException {
        box = new PingBox(MADE);
    }

    @AfterEach
    void end() throws IOException {
        box.close();
    }

    @Test
    void the_name_leads_to_the_frontend() throws Exception {
        record(zone, 443, "192.0.2.7");
        worker.run();
        assertEquals(Map.of("remote.abc.box.test A", List.of("192.0.2.7")), zone.records());
    }

    @Test
    void an_ipv6_frontend_gets_an_aaaa_record() throws Exception {
        record(zone, 443, "2001:db8::7");
        worker.run();
        assertEquals(Map.of("remote.abc.box.test AAAA", List.of("2001:db8:0:0:0:0:0:7")), zone.records());
    }

    @Test
    void a_zone_that_cannot_hold_it_is_said() throws Exception {
        record(new InMemoryZone(Set.of()), 443, "2001:db8::7");
        worker.run();
        assertTrue(worker.failure("keep the record of remote.abc.box.test").orElseThrow().getMessage().contains("cannot hold"));
    }

    @Test
    void an_address_that_the_zone_does_not_allow_is_trouble_and_the_pilot_hears_of_it() throws Exception {
        zone.forbid("192.0.2.7");
        record(zone, 443, "192.0.2.7");
        worker.run();
        assertTrue(registry.of(Trouble.class).get(0).remedy().contains("zone.frontends"));
        assertEquals(List.of(registry.of(Trouble.class).get(0).what()), pilot.told);
        worker.advance(Duration.ofMinutes(1));
        assertTrue(pilot.told.size() > 1, "once it may not have been able to leave");
        zone.forbid(null);
        worker.advance(Duration.ofSeconds(30));
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    @Test
    void a_zone_that_is_away_is_no_reason_to_leave_a_frontend_as_its_record_may_still_stand() throws Exception {
        zone.fail(new IOException("down"));
        record(zone, 443, "192.0.2.7");
        worker.advance(Duration.ofMinutes(10));
        assertEquals(List.of(), pilot.told);
    }

    @Test
    void it_is_a_way_to_the_box_once_record_and_certificate_are_there_and_it_was_reached() throws Exception {
        TunnelRecord record = record(zone, box.port(), "127.0.0.1");
        worker.run();
        assertEquals(List.of(), urls());
        assertEquals(List.of(), box.requests);
        record.setCertificate(CERTIFICATE);
        worker.run();
        assertEquals(List.of("https://remote.abc.box.test:" + box.port()), urls());
        record.unsetCertificate(CERTIFICATE);
        worker.run();
        assertEquals(List.of(), urls());
    }

    @Test
    void a_certificate_is_not_enough_while_the_zone_fails() throws Exception {
        zone.fail(new IOException("down"));
        record(zone, box.port(), "127.0.0.1").setCertificate(CERTIFICATE);
        worker.run();
        assertEquals(List.of(), urls());
        zone.fail(null);
        worker.advance(Duration.ofSeconds(10));
        assertEquals(List.of("https://remote.abc.box.test:" + box.port()), urls());
    }

    @Test
    void it_is_a_way_for_a_minute_after_it_was_reached_last_and_then_trouble() throws Exception {
        record(zone, box.port(), "127.0.0.1").setCertificate(CERTIFICATE);
        worker.run();
        box.mood = PingBox.Mood.HANGS_UP;
        worker.advance(Duration.ofSeconds(58));
        assertEquals(1, urls().size());
        assertEquals(List.of(), registry.of(Trouble.class));
        assertEquals(List.of(), pilot.told);
        worker.advance(Duration.ofSeconds(2));
        assertEquals(List.of(), urls());
        worker.advance(Duration.ofSeconds(30));
        assertEquals(1, registry.of(Trouble.class).size());
        assertEquals(registry.of(Trouble.class).get(0).what(), pilot.told.get(0));
        box.mood = PingBox.Mood.GOOD;
        worker.advance(Duration.ofSeconds(30));
        assertEquals(1, urls().size());
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    @Test
    void it_is_visited_a_few_times_a_minute_and_no_more() throws Exception {
        record(zone, box.port(), "127.0.0.1").setCertificate(CERTIFICATE);
        worker.advance(Duration.ofMinutes(10));
        assertTrue(box.requests.size() >= 24 && box.requests.size() <= 39, "visits: " + box.requests.size());
    }

    @Test
    void waiting_for_the_certificate_is_no_trouble() throws Exception {
        TunnelRecord record = record(zone, box.port(), "127.0.0.1");
        worker.advance(Duration.ofMinutes(10));
        box.mood = PingBox.Mood.HANGS_UP;
        record.setCertificate(CERTIFICATE);
        worker.advance(Duration.ofSeconds(40));
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    @Test
    void the_record_is_put_again_now_and_then() throws Exception {
        record(zone, 443, "192.0.2.7");
        worker.run();
        zone.records().clear();
        worker.advance(Duration.ofHours(1));
        assertEquals(1, zone.records().size());
    }

    private TunnelRecord record(InMemoryZone where, int port, String frontend) throws Exception {
        return new TunnelRecord(registry.context(), new FakeIdentity("abc", "box.test"), where, pilot,
                new Tunnel("remote.abc.box.test", port, InetAddress.getByName(frontend)), worker);
    }

    private List<String> urls() {
        return registry.of(Endpoint.class).stream().flatMap(each -> each.urls().stream()).map(Url::uri).map(String::valueOf).toList();
    }
}

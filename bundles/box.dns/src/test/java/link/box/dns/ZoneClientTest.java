package link.box.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import link.box.api.dns.Forbidden;
import link.box.api.dns.RecordSet;
import link.box.api.dns.RecordSet.Type;
import link.box.api.dns.Zone.Ability;
import link.box.api.work.RetryAfter;
import link.box.dns.FakeZoneServer.Answer;
import link.box.testing.FakeIdentity;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZoneClientTest {
    private static final String V2 = "{\"zone\":\"box.test\",\"id\":\"id\",\"can\":[\"multi\",\"ttl\",\"delete\",\"batch\",\"teleport\"],\"serial\":7}";
    private static final List<RecordSet> TWO = List.of(
            new RecordSet("id.box.test", Type.A, Duration.ofSeconds(60), List.of("192.168.1.2")),
            new RecordSet("_acme-challenge.id.box.test", Type.TXT, Duration.ofSeconds(60), List.of("x\"y")));
    @TempDir
    Path directory;
    private final FakeIdentity identity = new FakeIdentity("id", "box.test");
    private final ManualWorker worker = new ManualWorker() {
        @Override
        public void execute(Runnable command) {
            new Thread(command).start();
        }

        @Override
        public void networkIsBack() {
            comebacks++;
        }
    };
    private int comebacks;
    private FakeZoneServer server;

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    private ZoneClient client(Function<String, Answer> answers) throws Exception {
        server = new FakeZoneServer(directory, answers);
        return client(server.origin(), server.trust());
    }

    private ZoneClient client(String origin, String trust) {
        return new ZoneClient(new Registry("link.box.dns", directory).context(), identity, worker,
                Settings.of(ZoneClient.Config.class, Map.of("server", origin, "trust", trust)), (host, hint) -> Optional.empty());
    }

    private static Answer version2(String question) {
        return question.startsWith("GET") ? new Answer(200, V2) : new Answer(200, "{}");
    }

    @Test
    void a_v2_server_gets_all_in_one_step_and_unknown_abilities_do_no_harm() throws Exception {
        ZoneClient zone = client(ZoneClientTest::version2);
        assertEquals(Set.of(Ability.MULTI, Ability.TTL, Ability.DELETE, Ability.BATCH), zone.can());
        zone.put(TWO);
        assertEquals(List.of("GET /v2/id", "PATCH /v2/id {\"rrsets\":[{\"name\":\"id.box.test\",\"type\":\"A\",\"ttl\":60,\"values\":[\"192.168.1.2\"]},"
                + "{\"name\":\"_acme-challenge.id.box.test\",\"type\":\"TXT\",\"ttl\":60,\"values\":[\"x\\\"y\"]}],\"settle\":true}"), server.asked);
    }

    @Test
    void an_edit_names_the_version_it_builds_on_and_builds_on_another_one_when_that_has_changed() throws Exception {
        Iterator<Answer> answers = List.of(new Answer(200, V2, null, "\"1\""), new Answer(412, "changed"), new Answer(200, V2, null, "\"5\""),
                new Answer(200, "{}", null, "\"6\""), new Answer(200, "{}", null, "\"7\"")).iterator();
        ZoneClient zone = client(question -> answers.next());
        zone.put(TWO);
        zone.put(TWO);
        assertEquals(Arrays.asList(null, "\"1\"", null, "\"5\"", "\"6\""), server.versions);
        assertTrue(server.asked.get(3).contains("settle") && !server.asked.get(4).contains("settle"), server.asked.toString());
    }

    @Test
    void the_secret_of_a_kite_goes_to_a_path_of_its_own() throws Exception {
        ZoneClient zone = client(question -> question.startsWith("GET") ? new Answer(200, V2.replace("teleport", "kite"))
                : new Answer(204, ""));
        assertTrue(zone.can().contains(Ability.KITE));
        zone.registerKite("5ec2e7");
        assertEquals("PUT /v2/id/kite {\"secret\":\"5ec2e7\"}", server.asked.get(1));
    }

    @Test
    void a_secret_that_is_not_taken_is_said_and_not_repeated() throws Exception {
        ZoneClient zone = client(question -> question.startsWith("GET") ? new Answer(200, V2) : new Answer(507, "{\"error\":\"full\"}"));
        String refused = assertThrows(IOException.class, () -> zone.registerKite("5ec2e7")).getMessage();
        assertTrue(refused.contains("did not take the secret of the kite: 507 (it is full)"), refused);
        assertFalse(refused.contains("5ec2e7"), refused);
        stop();
        ZoneClient old = client(question -> new Answer(405, ""));
        assertTrue(assertThrows(IOException.class, () -> old.registerKite("5ec2e7")).getMessage().contains("speaks v1"));
    }

    @Test
    void a_version_that_never_stays_is_a_failure() throws Exception {
        ZoneClient zone = client(question -> question.startsWith("GET") ? new Answer(200, V2, null, "\"1\"") : new Answer(412, ""));
        assertTrue(assertThrows(IOException.class, () -> zone.put(TWO)).getMessage().contains("others keep changing"));
        assertEquals(8, server.asked.size());
    }

    @Test
    void a_ttl_is_what_the_server_takes() throws Exception {
        ZoneClient zone = client(question -> question.startsWith("GET")
                ? new Answer(200, V2.replace("\"serial\":7", "\"serial\":7,\"ttl\":{\"min\":90,\"max\":100}")) : new Answer(200, "{}"));
        zone.put(TWO);
        assertTrue(server.asked.get(1).contains("\"ttl\":90"), server.asked.toString());
    }

    @Test
    void several_sets_are_removed_in_one_step() throws Exception {
        ZoneClient zone = client(ZoneClientTest::version2);
        zone.put(List.of(new RecordSet("c-1.id.box.test", Type.A, Duration.ofSeconds(60), List.of()),
                new RecordSet("p-1.id.box.test", Type.A, Duration.ofSeconds(60), List.of())));
        assertEquals(2, server.asked.get(1).split("\"values\":\\[]", -1).length - 1, server.asked.toString());
        assertEquals(2, server.asked.size());
    }

    @Test
    void the_control_address_is_the_servers_if_it_tells_one() throws Exception {
        assertEquals(Optional.of(InetAddress.getByName("9.9.9.9")), control(",\"control\":\"9.9.9.9\""));
        for (String none : List.of("", ",\"control\":\"ns1.box.test\"", ",\"control\":\"9.9.9.256\"", ",\"control\":\"9.9.9\"",
                ",\"control\":\"9.9.9.9.\"", ",\"control\":7")) {
            assertEquals(Optional.empty(), control(none), none);
        }
    }

    @Test
    void a_v1_server_has_no_control_address() throws Exception {
        assertEquals(Optional.empty(), client(question -> new Answer(405, "")).control());
    }

    private Optional<Inet4Address> control(String key) throws Exception {
        stop();
        return client(question -> new Answer(200, V2.replace("\"serial\":7", "\"serial\":7" + key))).control();
    }

    @Test
    void the_box_shows_its_identity() throws Exception {
        client(ZoneClientTest::version2).can();
        assertEquals(identity.certificate(), server.clients.get(0));
    }

    @Test
    void removing_on_v2_is_an_empty_set_and_on_v1_nothing() throws Exception {
        client(ZoneClientTest::version2).remove("a.id.box.test", Type.A);
        assertTrue(server.asked.get(1).contains("\"values\":[]"), server.asked.toString());
        server.close();
        client(question -> new Answer(405, "")).remove("a.id.box.test", Type.A);
        assertEquals(List.of("GET /v2/id"), server.asked);
    }

    @Test
    void whatever_is_not_v2_is_the_fxbox_api() throws Exception {
        for (Answer other : List.of(new Answer(404, ""), new Answer(405, ""), new Answer(200, "<html>"), new Answer(200, "[]"))) {
            ZoneClient zone = client(question -> question.startsWith("GET") ? other : new Answer(200, ""));
            zone.put(TWO);
            assertEquals(Set.of(), zone.can());
            assertEquals(List.of("GET /v2/id", "POST /v1/dns/test/box/id {\"type\":\"A\",\"value\":\"192.168.1.2\"}",
                    "POST /v1/dns/test/box/id/_acme-challenge {\"type\":\"TXT\",\"value\":\"x\\\"y\"}"), server.asked);
            server.close();
        }
    }

    @Test
    void v1_refuses_what_it_cannot_hold() throws Exception {
        ZoneClient zone = client(question -> question.startsWith("GET") ? new Answer(404, "") : new Answer(200, ""));
        IOException e = assertThrows(IOException.class,
                () -> zone.put(List.of(new RecordSet("id.box.test", Type.TXT, Duration.ofSeconds(60), List.of("a", "b")))));
        assertTrue(e.getMessage().contains("v1"), e.getMessage());
    }

    @Test
    void a_web_page_is_no_zone_API_although_it_says_200() throws Exception {
        ZoneClient zone = client(question -> new Answer(200, "<html>It works!</html>"));
        IOException e = assertThrows(IOException.class, () -> zone.put(TWO));
        assertTrue(e.getMessage().contains("web page"), e.getMessage());
    }

    @Test
    void each_refusal_is_said_in_words() throws Exception {
        for (Map.Entry<Integer, String> each : Map.of(401, "certificate", 403, "not this Box's names", 500, "500", 507, "full").entrySet()) {
            ZoneClient zone = client(question -> question.startsWith("GET") ? new Answer(200, V2) : new Answer(each.getKey(), "{\"error\":\"because\"}"));
            IOException e = assertThrows(IOException.class, () -> zone.put(TWO));
            assertTrue(e.getMessage().contains(each.getValue()) && e.getMessage().contains("because"), e.getMessage());
            assertEquals(each.getKey() == 403, e instanceof Forbidden);
            server.close();
        }
    }

    @Test
    void the_servers_word_on_when_to_come_back_is_taken_within_reason() throws Exception {
        for (Map.Entry<String, Long> each : Map.of("17", 17L, "999999999", 86_400L, "-5", 1L, "tomorrow", 60L).entrySet()) {
            ZoneClient zone = client(question -> new Answer(429, "", each.getKey()));
            assertEquals(each.getValue(), assertThrows(RetryAfter.class, zone::can).delay().toSeconds(), each.getKey());
            server.close();
        }
    }

    @Test
    void an_endless_answer_is_cut() throws Exception {
        ZoneClient zone = client(question -> new Answer(200, "x".repeat(200_000)));
        IOException e = assertThrows(IOException.class, zone::can);
        assertTrue(e.getMessage().contains("larger than"), e.getMessage());
    }

    @Test
    void nobody_there_is_said_and_a_server_that_comes_back_is_asked_anew() throws Exception {
        boolean[] up = {false};
        ZoneClient zone = client(question -> up[0] ? version2(question) : new Answer(500, "<html>"));
        assertThrows(IOException.class, () -> zone.put(TWO));
        up[0] = true;
        zone.put(TWO);
        IOException e = assertThrows(IOException.class, () -> client("https://localhost:1", "").can());
        assertTrue(e.getMessage().contains("cannot be reached"), e.getMessage());
        assertTrue(assertThrows(IOException.class, () -> client("", "").can()).getMessage().contains("zone.server"));
    }

    @Test
    void for_a_sign_of_life_the_server_is_asked_although_all_is_known() throws Exception {
        ZoneClient zone = client(ZoneClientTest::version2);
        zone.can();
        zone.can();
        assertEquals(1, server.asked.size());
        zone.ask();
        assertEquals(2, server.asked.size());
        server.close();
        assertThrows(IOException.class, zone::ask);
    }

    @Test
    void after_half_a_minute_without_any_answer_the_first_success_says_that_the_network_is_back() throws Exception {
        ZoneClient zone = client(ZoneClientTest::version2);
        server.close();
        assertThrows(IOException.class, zone::can);
        worker.advance(Duration.ofSeconds(31));
        assertThrows(IOException.class, zone::can);
        assertEquals(0, comebacks);
        server = server.back();
        zone.can();
        zone.put(TWO);
        assertEquals(1, comebacks);
    }

    @Test
    void neither_a_hiccup_nor_a_server_that_refuses_for_long_is_a_network_that_comes_back() throws Exception {
        boolean[] well = {true};
        ZoneClient zone = client(question -> well[0] ? version2(question) : new Answer(403, ""));
        server.close();
        assertThrows(IOException.class, zone::can);
        worker.advance(Duration.ofSeconds(29));
        server = server.back();
        zone.can();
        well[0] = false;
        assertThrows(IOException.class, () -> zone.put(TWO));
        worker.advance(Duration.ofHours(1));
        well[0] = true;
        zone.can();
        assertEquals(0, comebacks);
    }

    @Test
    void a_stranger_with_another_certificate_is_not_believed() throws Exception {
        client(ZoneClientTest::version2);
        assertThrows(IOException.class, () -> client(server.origin(), "").can());
        assertThrows(IOException.class, () -> client(server.origin(), "sha256/AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=").can());
        assertEquals(List.of(), server.asked);
    }
}

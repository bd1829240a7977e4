package link.box.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import link.box.api.dns.Zone.Ability;
import link.box.api.net.CaptivePortal;
import link.box.api.work.Trouble;
import link.box.dns.FakeZoneServer.Answer;
import link.box.dns.Sight.Hint;
import link.box.testing.FakeIdentity;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A portal between the Box and the zone server, seen by what a call comes to. */
class PortalWatchTest {
    private static final CaptivePortal CAFE = new CaptivePortal("login.cafe.test");

    @TempDir
    Path directory;
    private final Registry registry = new Registry("link.box.dns", Path.of("unused"));
    private final List<Hint> looks = new ArrayList<>();
    private Optional<String> where = Optional.of("login.cafe.test");
    private int comebacks;
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
    private FakeZoneServer server;
    private Answer answer = new Answer(200, "{\"can\":[\"ttl\"]}");

    @BeforeEach
    void start() throws Exception {
        server = new FakeZoneServer(directory, question -> answer);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void a_stranger_in_the_servers_place_is_looked_at_and_the_portal_is_said() {
        ZoneClient zone = client("");
        IOException e = assertThrows(IOException.class, zone::can);
        assertEquals(List.of(CAFE), registry.of(CaptivePortal.class));
        assertTrue(e.getMessage().contains("login.cafe.test") && e.getMessage().contains("wants a login"), e.getMessage());
        assertTrue(trouble().what().contains("login.cafe.test"), trouble().what());
        assertTrue(trouble().remedy().contains("phone"), trouble().remedy());
        assertEquals(List.of(Hint.STRANGER), looks);
    }

    @Test
    void it_is_no_failure_of_the_zone_server_and_the_check_says_so() {
        ZoneClient zone = client("");
        assertThrows(IOException.class, zone::can);
        worker.advance(Duration.ofMinutes(15));
        Result result = new ZoneHealth(zone, worker).execute();
        assertEquals(Result.Status.WARN, result.getStatus());
        assertTrue(result.toString().contains("captive portal, login.cafe.test"), result.toString());
        assertEquals(false, zone.past().failing());
    }

    @Test
    void a_server_that_is_down_is_a_failure_and_only_a_plain_sign_makes_it_a_portal() {
        server.close();
        where = Optional.empty();
        ZoneClient zone = client(server.trust());
        assertTrue(assertThrows(IOException.class, zone::can).getMessage().contains("cannot be reached"));
        assertEquals(List.of(Hint.SILENCE), looks);
        assertEquals(List.of(), registry.of(CaptivePortal.class));
        assertTrue(zone.past().failing());
    }

    @Test
    void what_the_server_itself_refuses_is_not_looked_at() {
        answer = new Answer(403, "no");
        assertThrows(IOException.class, client(server.trust())::can);
        answer = new Answer(503, "later");
        assertThrows(Exception.class, client(server.trust())::can);
        assertEquals(List.of(), looks);
    }

    @Test
    void a_redirect_is_no_answer_of_a_zone_api() {
        answer = new Answer(302, "");
        assertThrows(IOException.class, client(server.trust())::can);
        assertEquals(List.of(Hint.STRANGER), looks);
        assertEquals(List.of(CAFE), registry.of(CaptivePortal.class));
    }

    @Test
    void it_is_over_within_20_seconds_after_the_portal_lets_through_and_the_network_is_back() {
        assertThrows(IOException.class, client("")::can);
        worker.advance(Duration.ofMinutes(10));
        assertEquals(List.of(CAFE), registry.of(CaptivePortal.class));
        assertEquals(31, looks.size(), "one in 20 seconds");
        where = Optional.empty();
        worker.advance(Duration.ofSeconds(20));
        assertEquals(List.of(), registry.of(CaptivePortal.class));
        assertEquals(List.of(), registry.of(Trouble.class));
        assertEquals(1, comebacks);
        int before = looks.size();
        worker.advance(Duration.ofHours(1));
        assertEquals(before, looks.size(), "nobody looks any more");
    }

    @Test
    void it_is_over_when_the_server_answers_although_plain_requests_still_go_astray() {
        answer = new Answer(302, "");
        assertThrows(IOException.class, client(server.trust())::can);
        answer = new Answer(200, "{\"can\":[\"ttl\"]}");
        worker.advance(Duration.ofSeconds(20));
        assertEquals(List.of(), registry.of(CaptivePortal.class));
        assertEquals(1, looks.size());
        assertEquals(1, comebacks);
    }

    @Test
    void it_is_over_as_soon_as_a_call_works() throws Exception {
        answer = new Answer(302, "");
        ZoneClient zone = client(server.trust());
        assertThrows(IOException.class, zone::can);
        answer = new Answer(200, "{\"can\":[\"ttl\"]}");
        assertEquals(Set.of(Ability.TTL), zone.can());
        assertEquals(List.of(), registry.of(CaptivePortal.class));
    }

    @Test
    void several_calls_that_fail_at_a_time_are_one_look() {
        ZoneClient zone = client("");
        assertThrows(IOException.class, zone::can);
        assertThrows(IOException.class, zone::can);
        assertEquals(1, looks.size());
    }

    private ZoneClient client(String trust) {
        ZoneClient.Config config = Settings.of(ZoneClient.Config.class, Map.of("server", server.origin(), "trust", trust));
        return new ZoneClient(registry.context(), new FakeIdentity("id", "box.test"), worker, config, (host, hint) -> {
            looks.add(hint);
            return where;
        });
    }

    private Trouble trouble() {
        return registry.of(Trouble.class).get(0);
    }
}

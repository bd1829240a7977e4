package link.box.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import link.box.api.access.Letterbox;
import link.box.api.net.RebindProtection;
import link.box.common.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left for connected apps, and when. */
class LettersTest {
    private static final Letterbox ONE = new FakeLetterbox("1".repeat(22));
    private static final Letterbox TWO = new FakeLetterbox("2".repeat(22));
    private static final Duration SPREAD = Duration.ofSeconds(2);

    @TempDir
    Path folder;

    private Home home;
    private Announcer announcer;

    @BeforeEach
    void begin() throws Exception {
        home = new Home(folder).set("discovery", "off");
        announcer = home.start();
        announcer.setApps(Home.apps(ONE, TWO));
        announcer.addEndpoint(Home.LAN);
        home.worker.advance(SPREAD);
    }

    @AfterEach
    void stop() {
        home.close();
    }

    private List<RegistrationServer.Post> letters() {
        return home.server.to("/v2/where/");
    }

    private static JsonObject text(RegistrationServer.Post post) throws IOException {
        return Json.object(Json.object(post.body()).getString("sealed"));
    }

    @Test
    void each_app_has_a_letter_of_its_own_that_names_no_handle() throws Exception {
        assertEquals(Set.of("/v2/where/" + ONE.locator(), "/v2/where/" + TWO.locator()),
                letters().stream().map(RegistrationServer.Post::path).collect(Collectors.toSet()));
        for (RegistrationServer.Post each : letters()) {
            assertEquals("PUT", each.method());
            JsonObject body = Json.object(each.body());
            assertEquals(Set.of("v", "write", "sealed", "ttl"), body.keySet());
            assertEquals(2, body.getInt("v"));
            assertEquals(1800, body.getInt("ttl"));
            assertEquals(ONE.writeKey(), body.getString("write"));
        }
        assertEquals(2, home.server.posts.size());
    }

    @Test
    void a_letter_tells_the_urls_in_order_and_is_as_long_as_others() throws Exception {
        String sealed = Json.object(letters().get(0).body()).getString("sealed");
        assertEquals(1024, sealed.length());
        JsonObject text = text(letters().get(0));
        assertEquals(1, text.getInt("v"));
        assertEquals("https://abc.box.test", text.getString("iss"));
        assertEquals("[{\"url\":\"https://abc.box.test\",\"kind\":\"main\"},{\"url\":\"https://local.abc.box.test\",\"kind\":\"local\"}]",
                text.getJsonArray("urls").toString());
    }

    @Test
    void a_change_of_the_urls_is_told_within_two_seconds_and_numbers_only_grow() throws Exception {
        announcer.addEndpoint(Home.TUNNEL);
        home.worker.advance(SPREAD);
        assertEquals(4, letters().size());
        assertTrue(text(letters().get(3)).getJsonArray("urls").toString().endsWith(
                "{\"url\":\"https://remote.abc.box.test\",\"kind\":\"tunnel\"}]"));
        announcer.setProtection(new RebindProtection(RebindProtection.Verdict.BLOCKED, "seen", List.of()));
        home.worker.advance(SPREAD);
        assertEquals(6, letters().size());
        assertTrue(text(letters().get(5)).getJsonArray("urls").toString().startsWith("[{\"url\":\"https://remote.abc.box.test\""));
        Set<Long> numbers = new TreeSet<>();
        for (RegistrationServer.Post each : letters()) {
            numbers.add(text(each).getJsonNumber("n").longValue());
        }
        assertEquals(6, numbers.size());
    }

    @Test
    void it_is_left_anew_each_ten_minutes_and_not_more_often() {
        announcer.setAddress(Home.published("192.168.1.23"));
        home.worker.advance(Duration.ofMinutes(9));
        assertEquals(2, letters().size());
        home.worker.advance(Duration.ofMinutes(2));
        assertEquals(4, letters().size());
        home.worker.advance(Duration.ofMinutes(60));
        assertEquals(16, letters().size());
    }

    @Test
    void a_new_app_gets_its_letter_alone_and_a_revoked_one_gets_none() {
        Letterbox three = new FakeLetterbox("3".repeat(22));
        announcer.setApps(Home.apps(ONE, three));
        home.worker.advance(SPREAD);
        assertEquals(3, letters().size());
        assertEquals("/v2/where/" + three.locator(), letters().get(2).path());
        home.worker.advance(Duration.ofMinutes(30));
        assertEquals(1, letters().stream().filter(each -> each.path().endsWith(TWO.locator())).count());
    }

    @Test
    void the_fact_tells_the_urls_and_ends_with_the_last_letter() {
        assertEquals(Home.LAN.urls(), home.registration().orElseThrow().urls());
        announcer.setApps(Home.apps());
        home.worker.advance(Duration.ofMinutes(29));
        assertTrue(home.registration().isPresent());
        home.worker.advance(Duration.ofMinutes(2));
        assertFalse(home.registration().isPresent());
    }

    @Test
    void a_letter_that_did_not_arrive_is_left_again_soon_and_the_others_are_not() {
        home.server.posts.clear();
        home.server.manner = exchange -> {
            if (exchange.getRequestURI().getPath().endsWith(ONE.locator()) && letters().size() < 5) {
                RegistrationServer.reply(exchange, 503, "");
            } else {
                RegistrationServer.FRIENDLY.answer(exchange);
            }
        };
        announcer.addEndpoint(Home.TUNNEL);
        home.worker.advance(Duration.ofSeconds(40));
        assertEquals(1, letters().stream().filter(each -> each.path().endsWith(TWO.locator())).count());
        assertEquals(5, letters().size());
        assertTrue(home.worker.failure(Letters.JOB).isEmpty());
    }

    @Test
    void a_place_that_is_anothers_is_not_asked_for_again_and_again() {
        home.server.posts.clear();
        home.server.manner = exchange -> RegistrationServer.reply(exchange, 409, "");
        announcer.addEndpoint(Home.TUNNEL);
        home.worker.advance(Duration.ofMinutes(9));
        assertEquals(2, letters().size());
    }

    @Test
    void a_letter_that_cannot_be_sealed_keeps_no_other_app_waiting() {
        Letterbox broken = new Letterbox() {
            @Override
            public String locator() {
                return "0".repeat(22);
            }

            @Override
            public String writeKey() {
                return "w".repeat(43);
            }

            @Override
            public String seal(String text) {
                throw new IllegalStateException("the key is " + "s".repeat(43));
            }
        };
        home.server.posts.clear();
        announcer.setApps(Home.apps(broken, new FakeLetterbox("3".repeat(22))));
        home.worker.advance(SPREAD);
        assertEquals(1, letters().size());
        assertEquals("a letter cannot be sealed: IllegalStateException", home.worker.failure(Letters.JOB).orElseThrow().getMessage());
    }

    @Test
    void the_reason_of_a_failure_names_no_locator() {
        home.server.manner = exchange -> RegistrationServer.reply(exchange, 500, "");
        announcer.addEndpoint(Home.TUNNEL);
        home.worker.advance(SPREAD);
        assertEquals("https://localhost:" + home.server.port() + " answered HTTP 500",
                home.worker.failure(Letters.JOB).orElseThrow().getMessage());
    }
}

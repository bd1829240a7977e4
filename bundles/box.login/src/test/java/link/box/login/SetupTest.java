package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import link.box.api.access.ConnectionClass;
import link.box.login.account.SetupRule;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SetupTest {
    private static final Map<String, String> ANN = Map.of("email", "ann@example.com", "password", "correct horse battery");

    @TempDir
    Path data;
    private Site site;

    @BeforeEach
    void start() throws Exception {
        site = new Site(data);
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void s1_through_the_tunnel_there_is_no_set_up_not_even_with_the_code() throws Exception {
        for (HttpResponse<String> each : List.of(site.get("/setup", "From", "TUNNEL"), site.setUp(withCode(), "From", "TUNNEL"),
                site.setUp(withCode(), "From", "PUBLIC"))) {
            assertEquals(403, each.statusCode());
            assertTrue(each.body().contains("Finish the set-up at home"));
            assertFalse(each.body().contains("<form"));
        }
        assertFalse(site.desk.claimed());
    }

    @Test
    void s2_on_the_own_link_in_time_one_is_in_at_once() throws Exception {
        Browser ann = new Browser(site);
        ann.get("/setup");
        String token = ann.cookie("__Host-su");
        HttpResponse<String> made = site.send(site.request("/setup", "Content-Type", "application/json", "Origin", "https://abc.box.test",
                "Cookie", "__Host-su=" + token).POST(BodyPublishers.ofString("{\"email\":\"ann@example.com\",\"password\":"
                + "\"correct horse battery\",\"next\":\"/d/lamp/\",\"token\":\"" + token + "\"}")));
        assertEquals(201, made.statusCode(), made.body());
        assertEquals("{\"next\":\"/d/lamp/\"}", made.body());
        assertTrue(site.desk.claimed());
    }

    @Test
    void s3_after_the_window_the_code_is_asked_for() throws Exception {
        site.worker.advance(SetupRule.WINDOW);
        assertTrue(site.get("/setup").body().contains("switch it off and on again"));
        assertEquals(403, site.setUp(ANN).statusCode());
        assertFalse(site.desk.claimed());
        assertEquals(303, site.setUp(withCode()).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE", "LOOPBACK"})
    void s4_s12_away_from_the_own_link_the_code_is_asked_for(String from) throws Exception {
        assertTrue(site.get("/setup", "From", from).body().contains("name=\"code\""));
        assertEquals(403, site.setUp(ANN, "From", from).statusCode());
        assertEquals(303, site.setUp(withCode(), "From", from).statusCode());
    }

    @Test
    void s5_headers_make_nobody_be_at_home() throws Exception {
        assertEquals(403, site.setUp(withCode(), "From", "TUNNEL", "X-Forwarded-For", "192.168.1.7", "Forwarded", "for=192.168.1.7")
                .statusCode());
        assertFalse(site.desk.claimed());
    }

    @Test
    void s7_only_the_form_that_this_browser_was_shown_here_counts() throws Exception {
        Browser ann = new Browser(site);
        ann.get("/setup");
        String cookie = "__Host-su=" + ann.cookie("__Host-su");
        Map<String, String> right = new HashMap<>(ANN);
        right.put("token", ann.cookie("__Host-su"));
        String own = "https://abc.box.test";
        for (HttpResponse<String> refused : List.of(
                site.post("/setup", right, "Origin", own), site.post("/setup", ANN, "Origin", own, "Cookie", cookie),
                site.post("/setup", right, "Cookie", cookie), site.post("/setup", right, "Origin", "null", "Cookie", cookie),
                site.post("/setup", right, "Origin", "https://evil.box.test", "Cookie", cookie),
                site.post("/setup", right, "Origin", own, "Cookie", cookie + "; __Host-su=" + "x".repeat(22)))) {
            assertEquals(403, refused.statusCode());
            assertTrue(refused.body().contains("Fill it in again"), refused.body());
        }
        assertFalse(site.desk.claimed());
        assertEquals(303, site.post("/setup", right, "Origin", own, "Cookie", cookie).statusCode());
    }

    @Test
    void s8_the_sixth_wrong_code_has_to_wait() throws Exception {
        Map<String, String> wrong = with("code", "0000-000U");
        for (int i = 0; i < 5; i++) {
            assertEquals(403, site.setUp(wrong, "From", "PRIVATE").statusCode());
        }
        HttpResponse<String> locked = site.setUp(wrong, "From", "PRIVATE");
        assertEquals(429, locked.statusCode());
        assertEquals("120", locked.headers().firstValue("Retry-After").orElseThrow());
    }

    @Test
    void s9_a_pass_from_home_opens_the_set_up_through_the_tunnel_once() throws Exception {
        String pass = site.desk.passes().mint(ConnectionClass.ON_LINK).orElseThrow();
        assertTrue(pass.matches("[A-Za-z0-9_-]{22}"), pass);
        Browser ann = new Browser(site, "From", "TUNNEL").on("remote.abc.box.test");
        assertEquals("/connect", ann.get("/connect?lp=" + pass).headers().firstValue("Location").orElseThrow());
        assertEquals(200, ann.get("/setup").statusCode());
        Browser eve = new Browser(site, "From", "TUNNEL").on("remote.abc.box.test");
        eve.get("/connect?lp=" + pass);
        eve.get("/connect?lp=" + "x".repeat(22));
        assertEquals(403, eve.get("/setup").statusCode());
        assertEquals(403, eve.post("/setup", withCode()).statusCode());
        assertEquals(303, ann.post("/setup", ANN).statusCode());
        assertTrue(site.desk.claimed());
    }

    @Test
    void s9_a_pass_ages_and_what_it_was_swapped_for_too() throws Exception {
        String late = site.desk.passes().mint(ConnectionClass.ON_LINK).orElseThrow();
        site.worker.advance(Duration.ofSeconds(121));
        Browser ann = new Browser(site, "From", "TUNNEL");
        ann.get("/connect?lp=" + late);
        assertEquals(403, ann.get("/setup").statusCode());
        ann.get("/connect?lp=" + site.desk.passes().mint(ConnectionClass.ON_LINK).orElseThrow());
        assertEquals(200, ann.get("/setup").statusCode());
        site.worker.advance(Duration.ofMinutes(10));
        assertEquals(403, ann.get("/setup").statusCode());
    }

    @Test
    void s9_a_pass_is_worth_what_its_minter_was() throws Exception {
        for (ConnectionClass from : List.of(ConnectionClass.TUNNEL, ConnectionClass.PUBLIC, ConnectionClass.LOOPBACK)) {
            assertTrue(site.desk.passes().mint(from).isEmpty());
        }
        Browser ann = new Browser(site, "From", "TUNNEL");
        ann.get("/connect?lp=" + site.desk.passes().mint(ConnectionClass.PRIVATE).orElseThrow());
        assertTrue(ann.get("/setup").body().contains("name=\"code\""), "from another network the code is asked for");
        assertEquals(403, ann.post("/setup", ANN).statusCode());
        Browser outside = new Browser(site, "From", "PUBLIC");
        outside.get("/connect?lp=" + site.desk.passes().mint(ConnectionClass.ON_LINK).orElseThrow());
        assertEquals(403, outside.get("/setup").statusCode(), "only the tunnel is overruled");
        for (int i = 0; i < 20; i++) {
            site.desk.passes().mint(ConnectionClass.ON_LINK).orElseThrow();
        }
        assertTrue(site.desk.passes().mint(ConnectionClass.ON_LINK).isEmpty());
    }

    @Test
    void s10_a_box_with_a_label_needs_its_code_from_the_first_minute() throws Exception {
        Path code = Files.writeString(data.resolve("label"), "ABCD-1234\n");
        try (Site labelled = new Site(data.resolve("other"), Map.of("setup_code", code.toString()))) {
            assertTrue(labelled.get("/setup").body().contains("from the label"));
            assertEquals(403, labelled.setUp(ANN).statusCode());
            assertEquals(303, labelled.setUp(with("code", "abcd1234")).statusCode());
        }
    }

    @Test
    void s11_an_admin_is_for_ever_and_the_home_is_told_who_it_was() throws Exception {
        site.setUp(ANN, "User-Agent", "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/147.0.0.0 Mobile Safari/537.36");
        assertEquals(410, site.setUp(ANN).statusCode());
        assertEquals("/login", site.get("/setup").headers().firstValue("Location").orElseThrow());
        String told = site.get("/login").body();
        assertTrue(told.contains("Set up on 1 November 2026, 12:00 UTC from 127.0.0.1 (Chrome, Android). Not you?"), told);
        assertFalse(site.get("/login", "From", "TUNNEL").body().contains("Set up on"));
        site.worker.advance(Duration.ofHours(24));
        assertFalse(site.get("/login").body().contains("Set up on"));
        assertEquals(410, site.setUp(ANN).statusCode());
    }

    @Test
    void the_page_shows_six_words_to_compare_and_fills_in_the_code_of_the_labels_picture() throws Exception {
        String page = site.get("/setup", "From", "PRIVATE").body();
        assertTrue(page.contains("one two three four five six") && page.contains("src=\"/assets/setup.js\""), page);
        assertTrue(site.get("/connect", "From", "TUNNEL").body().contains("src=\"/assets/connect.js\""));
        for (String script : List.of("/assets/setup.js", "/assets/connect.js")) {
            assertEquals("text/javascript;charset=utf-8", site.get(script).headers().firstValue("Content-Type").orElseThrow());
        }
    }

    private Map<String, String> withCode() {
        return with("code", site.desk.setupCode().orElseThrow());
    }

    private static Map<String, String> with(String name, String value) {
        return Map.of("email", "ann@example.com", "password", "correct horse battery", name, value);
    }
}

package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens in the browser of somebody who is logged in. */
class AuthorizeTest {
    private static final String ISSUER = "https://abc.box.test:8443";

    @TempDir
    Path data;
    private AppSite site;
    private TestApp app;
    private TestApp listed;

    @BeforeEach
    void start() throws Exception {
        site = new AppSite(data, Map.of("apps", "https://listed.example", "apps_preapproved",
                "https://known.example"));
        app = new TestApp(site);
        listed = new TestApp(site, "https://listed.example", "https://listed.example/?x=1");
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://other.example/", "https://app.example:8443/", "http://app.example/", "https://ann@app.example/",
        "https://app.example/../box/", "https://app.example/a/%2e%2E/b", "https://app.example/#x", "https://app.example.evil/",
        "https://app.example\\@evil.example/", "//app.example/", "javascript:alert(1)", "https://app.example", "https://APP.example/", ""})
    void o1_redirect_uri_elsewhere_shows_a_page_and_leads_nowhere(String redirect) throws Exception {
        assertRefused(app.authorize("redirect_uri", redirect));
        HttpResponse<String> post = site.post("/oauth/authorize", Map.of("request", AppSite.query(app.request("redirect_uri", redirect)),
                "decision", "allow"), "Session", "10");
        assertRefused(post);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://app.example", "https://app.example/", "https://b\u00fccher.example", "https://app.example:443", "",
        "http://localhost:3000", "https://abc.box.test", "https://a.abc.box.test", "null"})
    void o1_what_is_no_origin_of_an_app_is_refused(String client) throws Exception {
        assertRefused(app.authorize("client_id", client, "redirect_uri", client + "/"));
    }

    @ParameterizedTest
    @CsvSource({"code_challenge,''", "code_challenge,short", "code_challenge_method,plain", "code_challenge_method,''", "state,''",
        "state,short", "response_type,''", "prompt,create", "prompt,none login"})
    void o2_without_proof_state_or_type_an_app_that_the_owner_knows_hears_of_it(String name, String value) throws Exception {
        HttpResponse<String> page = app.authorize(name, value);
        assertRefused(page);
        assertTrue(page.body().contains("the parameter " + name + " is missing or wrong."), page.body());
        assertFalse(page.headers().firstValue("Content-Security-Policy").orElseThrow().contains("app.example"));
        assertEquals("invalid_request", listed.answer(listed.authorize(name, value)).get("error"));
        app.connect();
        assertEquals("invalid_request", app.answer(app.authorize(name, value)).get("error"));
    }

    @Test
    void o2_other_flows_than_the_code_there_are_none() throws Exception {
        assertEquals("unsupported_response_type", listed.answer(listed.authorize("response_type", "token")).get("error"));
    }

    @Test
    void a_page_that_nobody_has_agreed_to_does_not_hear_which_box_this_is() throws Exception {
        for (String name : List.of("prompt", "scope", "state")) {
            String query = AppSite.query(app.request(name, "none"));
            assertRefused(site.get("/oauth/authorize?" + query, "Session", "10"));
            assertRefused(site.get("/oauth/authorize?resumed=1&" + query));
        }
        assertRefused(site.post("/oauth/authorize", Map.of("request", AppSite.query(app.request("scope", "admin")), "decision", "deny"),
                "Session", "10"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "client_id", "redirect_uri", "scope", "unknown"})
    void o7_a_parameter_that_comes_twice_shows_a_page(String name) throws Exception {
        String query = AppSite.query(app.request("scope", "device", "unknown", "x"));
        assertRefused(site.get("/oauth/authorize?" + query + "&" + name + "=x", "Session", "10"));
    }

    @Test
    void o7_a_token_request_with_a_parameter_twice_is_invalid() throws Exception {
        String body = AppSite.query(app.exchange(app.code())) + "&code_verifier=x";
        HttpResponse<String> answer = site.send(site.request("/oauth/token", "Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertEquals(400, answer.statusCode());
        assertEquals("invalid_request", TestApp.json(answer).getString("error"));
    }

    @Test
    void the_person_reads_who_wants_what_and_decides() throws Exception {
        HttpResponse<String> page = app.authorize("scope", "device:lamp users:read");
        assertEquals(200, page.statusCode());
        assertTrue(page.body().contains("<p class=\"origin\">https://app.example</p>"), page.body());
        assertTrue(page.body().contains("use the device &quot;lamp&quot;") && page.body().contains("read your name"), page.body());
        assertTrue(page.body().contains("logged in as Ann &lt;b&gt;") && page.body().contains("90 days"), page.body());
        assertTrue(page.body().contains("value=\"allow\" disabled") && page.body().contains("<noscript>"), page.body());
        assertTrue(page.headers().firstValue("Content-Security-Policy").orElseThrow().endsWith("form-action 'self' https://app.example"));
        assertTrue(page.body().contains("action=\"/session/logout\""), "whoever is somebody else can say so");
        HttpResponse<String> no = site.post("/oauth/authorize", Map.of("request", AppSite.query(app.request()), "decision", "deny"),
                "Session", "10");
        assertEquals("access_denied", app.answer(no).get("error"));
    }

    @Test
    void o8_a_new_address_of_a_known_app_is_asked_about_again() throws Exception {
        app.connect();
        assertTrue(app.answer(app.authorize()).containsKey("code"), "the known one is not");
        assertEquals(200, app.authorize("redirect_uri", "https://app.example/other").statusCode());
    }

    @Test
    void more_than_was_agreed_to_is_asked_about_again() throws Exception {
        app.connect("scope", "device:lamp");
        assertTrue(app.answer(app.authorize("scope", "device:lamp")).containsKey("code"));
        assertEquals(200, app.authorize("scope", "device:lamp device:door").statusCode());
        assertEquals(200, app.authorize().statusCode());
        assertEquals(200, app.authorize("scope", "device:lamp", "prompt", "consent").statusCode());
    }

    @Test
    void o9_an_app_that_must_show_nothing_hears_what_is_missing() throws Exception {
        assertEquals("consent_required", listed.answer(listed.authorize("prompt", "none")).get("error"));
        HttpResponse<String> nobody = site.get("/oauth/authorize?resumed=1&" + AppSite.query(listed.request("prompt", "none")));
        assertEquals("login_required", listed.answer(nobody).get("error"));
        app.connect();
        assertTrue(app.answer(app.authorize("prompt", "none")).containsKey("code"));
    }

    @Test
    void o10_state_and_issuer_come_back_as_they_are() throws Exception {
        app.connect();
        Map<String, String> good = app.answer(app.authorize());
        assertEquals(Set.of("code", "state", "iss"), good.keySet());
        assertTrue(good.get("code").matches("[A-Za-z0-9_-]{43}"));
        Map<String, String> bad = app.answer(app.authorize("scope", "admin"));
        assertEquals(Map.of("error", "invalid_scope", "state", TestApp.STATE, "iss", ISSUER), bad);
        assertEquals(TestApp.STATE + ISSUER, good.get("state") + good.get("iss"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"admin", "device admin", "device:", "device:UP", "device  device", "openid", "device:a/b"})
    void o16_scopes_that_no_app_gets_are_invalid(String scope) throws Exception {
        assertEquals("invalid_scope", listed.answer(listed.authorize("scope", scope)).get("error"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"192.168.1.23", "box-abc.local", "[fd00::1]", "abc.box.test.evil.example", "xabc.box.test"})
    void o17_under_an_address_or_a_local_name_there_is_a_link_to_the_name_only(String host) throws Exception {
        HttpResponse<String> page = site.get("/oauth/authorize?" + AppSite.query(app.request()), "Session", "10", "At", host);
        assertRefused(page);
        assertTrue(page.body().contains("<a href=\"" + ISSUER + "/oauth/authorize?response_type=code&amp;"), page.body());
        assertRefused(site.post("/oauth/authorize", Map.of("request", AppSite.query(app.request()), "decision", "allow"),
                "Session", "10", "At", host));
    }

    @Test
    void a_preapproved_app_is_let_in_unasked_within_twelve_hours_of_a_login() throws Exception {
        TestApp known = new TestApp(site, "https://known.example", "https://known.example/?");
        String query = "/oauth/authorize?" + AppSite.query(known.request());
        assertEquals(303, site.get(query, "Session", "43200").statusCode());
        assertEquals(200, site.get(query, "Session", "43201").statusCode());
        assertEquals(200, site.get(query + "&prompt=consent", "Session", "10").statusCode());
    }

    @Test
    void metadata_says_what_there_is() throws Exception {
        HttpResponse<String> metadata = site.get(OAuthServlet.METADATA);
        assertEquals(ISSUER, TestApp.json(metadata).getString("issuer"));
        assertEquals(ISSUER + "/oauth/token", TestApp.json(metadata).getString("token_endpoint"));
        assertTrue(TestApp.json(metadata).getBoolean("authorization_response_iss_parameter_supported"));
        assertEquals("[\"S256\"]", TestApp.json(metadata).getJsonArray("code_challenge_methods_supported").toString());
    }

    @Test
    void before_the_box_knows_its_name_nobody_is_connected() throws Exception {
        site.whereabouts.identity = null;
        assertEquals(503, app.authorize().statusCode());
        assertEquals(503, app.refresh("bxr_x").statusCode());
    }

    private static void assertRefused(HttpResponse<String> page) {
        assertEquals(400, page.statusCode(), page.body());
        assertTrue(page.headers().firstValue("Location").isEmpty());
        assertTrue(page.body().startsWith("<!doctype html>"));
        assertFalse(page.body().contains("name=\"decision\"") || page.body().contains("evil.example/"), page.body());
    }
}

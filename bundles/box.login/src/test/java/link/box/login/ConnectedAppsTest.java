package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.box.api.access.ConnectedApps;
import link.box.api.access.Letterbox;
import link.box.login.session.AppKeeper;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Apps that are let in: what they may do, and how they are put out again. */
class ConnectedAppsTest {
    @TempDir
    Path data;
    private AppSite site;
    private TestApp app;
    private TestApp other;

    @BeforeEach
    void start() throws Exception {
        site = new AppSite(data, Map.of("apps", "https://first.example"));
        app = new TestApp(site);
        other = new TestApp(site, "https://other.example", "https://other.example/?x=1");
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void o12_an_app_that_is_ended_on_the_page_is_out_on_all_hosts_at_once() throws Exception {
        JsonObject tokens = app.connect();
        JsonObject stays = other.connect();
        Matcher grant = Pattern.compile("(?s)https://app\\.example</h2>.*?name=\"grant\" value=\"([^\"]+)\"")
                .matcher(site.get("/apps", "Session", "10").body());
        assertTrue(grant.find());
        HttpResponse<String> done = site.post("/apps", Map.of("grant", grant.group(1)), "Session", "10");
        assertEquals("/apps", done.headers().firstValue("Location").orElseThrow());
        for (String host : new String[] {"abc.box.test", "a.abc.box.test", "remote.abc.box.test"}) {
            assertEquals(401, at(host, tokens), host);
        }
        assertEquals(200, other.use(stays));
        assertEquals(Set.of("https://first.example", "https://other.example"), site.fact().origins());
    }

    @Test
    void o18_a_token_is_good_on_every_host_of_the_box() throws Exception {
        JsonObject tokens = app.connect();
        for (String host : new String[] {"abc.box.test", "a.abc.box.test", "b.abc.box.test", "remote.abc.box.test"}) {
            assertEquals(200, at(host, tokens), host);
        }
    }

    @Test
    void w11_a_token_with_the_origin_of_another_app_is_worth_nothing() throws Exception {
        JsonObject tokens = app.connect();
        other.connect();
        String[] bearer = {"Authorization", "Bearer " + tokens.getString("access_token"), "Origin", "https://other.example"};
        assertEquals(401, site.get("/box/v1/origins", bearer).statusCode());
        bearer[3] = "null";
        assertEquals(401, site.get("/box/v1/origins", bearer).statusCode());
        assertTrue(site.access.granted("https://app.example") && !site.access.granted("https://app.example.evil"));
        assertFalse(site.access.granted("https://first.example"), "listed is not connected");
    }

    @ParameterizedTest
    @CsvSource({"GET,/d/lamp/", "POST,/d/lamp/on", "GET,/box/v1/origins", "GET,/api/x", "GET,/box/v1/me"})
    void a_token_is_good_for_devices_and_the_api(String method, String path) throws Exception {
        assertNotEquals(401, ask(method, path, app.connect("scope", "device users:read")));
    }

    @ParameterizedTest
    @CsvSource({"GET,/", "GET,/apps", "POST,/apps", "POST,/oauth/authorize", "POST,/logout", "GET,/account", "POST,/box/v1/me",
        "GET,/d", "GET,/box/v1/me"})
    void a_token_is_good_for_nothing_else(String method, String path) throws Exception {
        JsonObject tokens = app.connect();
        int status = ask(method, path, tokens);
        HttpResponse<String> nobody = site.send(site.request(path).method(method, HttpRequest.BodyPublishers.noBody()));
        assertEquals(nobody.statusCode(), status);
    }

    @Test
    void a_token_does_not_consent_to_anything() throws Exception {
        JsonObject tokens = app.connect();
        HttpResponse<String> page = site.get("/oauth/authorize?resumed=1&" + AppSite.query(app.request()), "Authorization",
                "Bearer " + tokens.getString("access_token"));
        assertTrue(page.body().contains("name=\"password\""), page.body());
    }

    @Test
    void the_page_lists_apps_with_what_they_may_and_when_they_did() throws Exception {
        assertTrue(site.get("/apps", "Session", "10").body().contains("No app is connected"));
        JsonObject tokens = app.connect("scope", "device:read");
        site.worker.advance(Duration.ofMinutes(20));
        site.get("/box/v1/origins", "Authorization", "Bearer " + tokens.getString("access_token"), "From", "TUNNEL");
        String page = site.get("/apps", "Session", "10").body();
        assertTrue(page.contains("look at all devices") && page.contains("https://app.example/box/?page=1"), page);
        assertTrue(page.contains("2026-11-01 12:00 UTC") && page.contains("2026-11-01 12:20 UTC, through the tunnel"), page);
        assertFalse(page.contains("Disconnect all"));
    }

    @Test
    void one_right_can_be_taken_from_an_app() throws Exception {
        JsonObject tokens = app.connect("scope", "device:lamp users:read");
        String page = site.get("/apps", "Session", "10").body();
        assertTrue(page.contains("No longer let it read your name") && page.contains("No longer let it use the device"), page);
        Map<String, String> form = Map.of("grant", site.apps.grants().list().get(0).id(), "scope", "users:read");
        site.post("/apps", form, "Session", "300");
        assertEquals(200, ask("GET", "/box/v1/me", tokens), "the password was not typed just now");
        site.post("/apps", form, "Session", "10");
        assertNotEquals(200, ask("GET", "/box/v1/me", tokens));
        assertEquals(200, app.use(tokens));
        JsonObject next = TestApp.json(app.refresh(tokens.getString("refresh_token")));
        assertEquals("device:lamp", next.getString("scope"), "the app is told");
        assertFalse(site.get("/apps", "Session", "10").body().contains("No longer"), "less than one right is none");
        assertEquals(200, app.authorize("scope", "device:lamp users:read").statusCode(), "to get it back it has to ask");
    }

    @Test
    void ending_apps_needs_the_password_just_typed() throws Exception {
        JsonObject tokens = app.connect();
        HttpResponse<String> detour = site.post("/apps", Map.of("all", "yes"), "Session", "300");
        assertEquals("/session/confirm?next=%2Fapps", detour.headers().firstValue("Location").orElseThrow());
        assertEquals(200, app.use(tokens));
        site.post("/apps", Map.of("all", "yes"), "Session", "299");
        assertEquals(401, app.use(tokens));
    }

    @Test
    void when_one_app_is_ended_its_letterbox_is_gone_and_the_others_keep_theirs() throws Exception {
        JsonObject first = other.connect();
        app.connect();
        assertEquals(2, site.fact().letterboxes().size());
        site.apps.grants().revoke(grant -> grant.client().equals("https://app.example"));
        assertEquals(first.getJsonObject("where"), where(first));
        assertEquals(List.of(where(first).getString("locator")), site.fact().letterboxes().stream().map(Letterbox::locator).toList());
    }

    @Test
    void when_an_app_gives_back_the_tokens_of_one_browser_the_others_are_told_a_new_letterbox() throws Exception {
        JsonObject phone = app.connect();
        JsonObject laptop = app.connect();
        JsonObject before = where(laptop);
        assertEquals(phone.getJsonObject("where"), before);
        site.post("/oauth/revoke", Map.of("token", phone.getString("refresh_token")), "Origin", "https://app.example");
        JsonObject after = where(laptop);
        assertNotEquals(before.getString("locator"), after.getString("locator"));
        assertNotEquals(before.getString("key"), after.getString("key"));
        assertEquals(after, TestApp.json(app.refresh(laptop.getString("refresh_token"))).getJsonObject("where"));
        assertEquals(after.getString("locator"), site.fact().letterboxes().get(0).locator());
    }

    @Test
    void nobody_waits_with_a_token_until_the_rest_of_the_box_has_heard_of_it() throws Exception {
        site.worker.run();
        app.connect();
        Supplier<Set<String>> told = () -> site.registry.of(ConnectedApps.class).get(0).origins();
        assertEquals(Set.of("https://first.example"), told.get());
        site.worker.run();
        assertEquals(Set.of("https://first.example", "https://app.example"), told.get());
    }

    @Test
    void revoking_all_leaves_no_code_that_is_good() throws Exception {
        JsonObject tokens = app.connect();
        String code = app.code();
        assertEquals(List.of(new AppKeeper.App("https://app.example", site.worker.now())), site.apps.of(site.user()));
        site.apps.revoke("u2");
        assertEquals(200, app.use(tokens));
        assertEquals(400, site.post("/oauth/token", app.exchange(code)).statusCode(), "what is on its way is not good, whosever it is");
        code = app.code();
        site.apps.revoke(site.user());
        assertEquals(401, app.use(tokens));
        assertEquals(400, site.post("/oauth/token", app.exchange(code)).statusCode());
        assertEquals(Set.of("https://first.example"), site.fact().origins());
        assertTrue(site.fact().letterboxes().isEmpty());
    }

    @Test
    void apps_of_an_admin_who_is_gone_are_not_the_next_ones() throws Exception {
        JsonObject tokens = app.connect();
        Files.delete(data.resolve("link.box.login/accounts.json"));
        Registry anew = new Registry("link.box.login", data);
        Desk desk = new Desk(anew.context(), site.worker, Settings.of(Desk.Config.class, Map.of()));
        Apps apps = new Apps(anew.context(), site.worker, desk, Settings.of(Apps.Config.class, Map.of()));
        assertTrue(apps.grants().held(tokens.getString("access_token")).isEmpty());
        assertTrue(anew.of(ConnectedApps.class).get(0).letterboxes().isEmpty());
    }

    @Test
    void a_ticket_is_good_once_for_one_path_and_not_long() throws Exception {
        JsonObject tokens = app.connect("scope", "device:cam");
        assertEquals(401, site.get("/d/cam/other?ticket=" + ticket(tokens, "/d/cam/live")).statusCode());
        String ticket = ticket(tokens, "/d/cam/live");
        assertNotEquals(401, site.get("/d/cam/live?ticket=" + ticket).statusCode());
        assertEquals(401, site.get("/d/cam/live?ticket=" + ticket).statusCode());
        String late = ticket(tokens, "/d/cam/live");
        site.worker.advance(Duration.ofSeconds(30));
        assertEquals(401, site.get("/d/cam/live?ticket=" + late).statusCode());
        String ended = ticket(tokens, "/d/cam/live");
        site.apps.revokeAll();
        assertEquals(401, site.get("/d/cam/live?ticket=" + ended).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/d/lock/live", "/", "/d/cam/../lock/live", "/d/cam//x", "/box/v1/origins", "/d/cam/%2e%2e/lock"})
    void no_ticket_leads_where_the_app_may_not(String path) throws Exception {
        JsonObject tokens = app.connect("scope", "device:cam");
        assertEquals(403, ask(tokens, "{\"path\":\"" + path + "\"}").statusCode());
        assertEquals(400, ask(tokens, "{\"path\":7}").statusCode());
    }

    @Test
    void tickets_are_for_apps_and_not_endless() throws Exception {
        assertEquals(403, site.send(site.request("/box/v1/ticket", "Session", "10")
                .POST(HttpRequest.BodyPublishers.ofString("{\"path\":\"/d/cam/\"}"))).statusCode());
        JsonObject tokens = app.connect();
        for (int i = 0; i < 256; i++) {
            ticket(tokens, "/d/cam/live");
        }
        HttpResponse<String> over = ask(tokens, "{\"path\":\"/d/cam/live\"}");
        assertEquals(429, over.statusCode());
        assertEquals("30", over.headers().firstValue("Retry-After").orElseThrow());
    }

    private JsonObject where(JsonObject tokens) throws Exception {
        return TestApp.json(site.get("/box/v1/origins", "Authorization", "Bearer " + tokens.getString("access_token")))
                .getJsonObject("where");
    }

    private String ticket(JsonObject tokens, String path) throws Exception {
        HttpResponse<String> answer = ask(tokens, "{\"path\":\"" + path + "\"}");
        assertEquals(201, answer.statusCode());
        return TestApp.json(answer).getString("ticket");
    }

    private HttpResponse<String> ask(JsonObject tokens, String body) throws Exception {
        return site.send(site.request("/box/v1/ticket", "Authorization", "Bearer " + tokens.getString("access_token"))
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private int ask(String method, String path, JsonObject tokens) throws Exception {
        return site.send(site.request(path, "Authorization", "Bearer " + tokens.getString("access_token"))
                .method(method, HttpRequest.BodyPublishers.noBody())).statusCode();
    }

    private int at(String host, JsonObject tokens) throws Exception {
        return site.get("/box/v1/origins", "Authorization", "Bearer " + tokens.getString("access_token"), "At", host).statusCode();
    }
}

package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import link.box.api.access.ConnectionClass;
import link.box.login.session.AppKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Apps that were made for fxbox: let in, used, and put out again. */
class LegacyTest {
    private static final String PAGE = OldApp.ORIGIN + "/?state=1&a=b";
    private static final String BACK = PAGE + "#users/login";
    private static final String WAY = "/?redirect_url=" + URLEncoder.encode(PAGE, StandardCharsets.UTF_8);

    @TempDir
    Path data;
    private AppSite site;
    private OldApp app;

    @BeforeEach
    void start() throws Exception {
        site = new AppSite(data, Map.of("legacy_origins", OldApp.ORIGIN, "registration_mode", "open"));
        app = new OldApp(site);
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({"POST,/users/v1/login", "POST,/users/v1/setup", "GET,/users/v1/users", "GET,/users/v1/users/u1",
        "DELETE,/users/v1/users/u1", "GET,/users/v1/me", "GET,/users/v1", "PUT,/users/v1/"})
    void l1_until_one_is_let_in_the_users_api_is_not_there(String method, String path) throws Exception {
        for (String[] who : new String[][] {{"Origin", OldApp.ORIGIN}, {"Session", "10"}}) {
            assertEquals(404, site.send(site.request(path, who).method(method, HttpRequest.BodyPublishers.noBody())).statusCode());
        }
    }

    @Test
    void l1_without_a_list_the_way_back_is_ignored() throws Exception {
        try (AppSite plain = new AppSite(data.resolve("plain"), Map.of("apps", OldApp.ORIGIN))) {
            String page = plain.get(WAY, "Session", "10").body();
            assertTrue(page.contains("not known to this Box"), page);
            HttpResponse<String> go = plain.post("/continue", Map.of("redirect_url", BACK), "Session", "10");
            assertEquals("/", location(go));
            HttpResponse<String> in = plain.post("/session/login", Map.of("email", OldApp.EMAIL, "password", OldApp.PASSWORD,
                    "redirect_url", BACK));
            assertEquals("/", location(in));
            assertFalse(plain.access.granted(OldApp.ORIGIN));
            assertFalse(plain.get("/access", "Session", "10").body().contains("older kind"));
        }
    }

    @Test
    void l2_the_app_gets_its_token_where_it_looks_for_it() throws Exception {
        HttpResponse<String> ask = site.get(WAY, "Session", "10");
        assertTrue(ask.body().contains("Let in https://old.example") && ask.body().contains("older kind"), ask.body());
        assertTrue(ask.headers().firstValue("Content-Security-Policy").orElseThrow().endsWith("form-action 'self' " + OldApp.ORIGIN));
        HttpResponse<String> first = site.post("/continue", Map.of("redirect_url", BACK), "Session", "10");
        assertTrue(location(first).matches("https://old\\.example/\\?state=1&a=b&session_token=[A-Za-z0-9_.-]+"),
                location(first));
        assertEquals(200, app.use("GET", "/users/v1/users/" + site.user(), OldApp.token(first)));
        HttpResponse<String> next = site.post("/session/login", Map.of("email", OldApp.EMAIL, "password", OldApp.PASSWORD,
                "redirect_url", BACK));
        assertTrue(location(next).startsWith(OldApp.ORIGIN + "/?state=1&a=b&session_token="), location(next));
        assertTrue(next.headers().allValues("Set-Cookie").stream().noneMatch(each -> each.contains(OldApp.token(next))));
        assertTrue(site.get(WAY, "Session", "3000").body().contains("Continue to https://old.example"));
    }

    @Test
    void one_that_is_not_in_needs_an_admin_who_typed_the_password_just_now() throws Exception {
        HttpResponse<String> in = site.post("/session/login", Map.of("email", OldApp.EMAIL, "password", OldApp.PASSWORD,
                "redirect_url", BACK));
        assertEquals(WAY, location(in));
        HttpResponse<String> stale = site.post("/continue", Map.of("redirect_url", BACK), "Session", "300");
        assertEquals("/session/confirm?next=" + URLEncoder.encode(WAY, StandardCharsets.UTF_8), location(stale));
        site.noAdmin();
        String cookie = in.headers().allValues("Set-Cookie").stream().filter(each -> each.startsWith("__Host-bx=")).findFirst()
                .orElseThrow().split(";")[0];
        assertEquals(200, site.get(WAY, "Cookie", cookie).statusCode());
        assertEquals(403, site.post("/continue", Map.of("redirect_url", BACK), "Cookie", cookie).statusCode());
        site.post("/access", Map.of("do", "legacy-in", "what", OldApp.ORIGIN), "Cookie", cookie);
        assertFalse(site.legacy.ledger().any());
    }

    @ParameterizedTest
    @ValueSource(strings = {"//old.example/", "javascript:alert(1)", "https://u@old.example/", "https://old.example.evil.example/",
        "https://other.example/", "http://old.example/"})
    void l3_no_token_leaves_to_anywhere_else(String url) throws Exception {
        app.letIn();
        assertEquals("/", location(site.post("/continue", Map.of("redirect_url", url), "Session", "10")));
        assertEquals(1, site.legacy.ledger().tokens().size());
    }

    @Test
    void l6_a_token_from_another_page_is_worth_nothing() throws Exception {
        String token = app.letIn();
        for (String origin : List.of("https://evil.example", "https://abc.box.test", "null", OldApp.ORIGIN + ":8443")) {
            assertEquals(401, site.get("/d/lamp/", "Authorization", "Bearer " + token, "Origin", origin).statusCode(), origin);
        }
        assertNotEquals(401, site.get("/d/lamp/", "Authorization", "Bearer " + token).statusCode());
        assertNotEquals(401, app.use(token));
    }

    @Test
    void l8_in_an_address_it_counts_for_reading_streams_only() throws Exception {
        String token = app.letIn();
        assertNotEquals(401, site.get("/d/cam/live?auth=" + token).statusCode());
        assertNotEquals(401, site.get("/api/v1/x?auth=" + token).statusCode());
        for (String path : List.of("/users/v1/users/" + site.user(), "/access", "/box/v1/me")) {
            assertEquals(401, site.get(path + "?auth=" + token).statusCode(), path);
        }
        assertEquals(401, site.post("/d/cam/live?auth=" + token, Map.of()).statusCode());
    }

    @Test
    void l10_one_switch_ends_all_of_them_at_once() throws Exception {
        String token = app.letIn();
        String other = app.letIn();
        assertNotEquals(401, app.use(token));
        assertEquals("/session/confirm?next=%2Faccess", location(change("legacy-off", "", "300")));
        assertNotEquals(401, app.use(token));
        change("legacy-off", "", "10");
        assertEquals(401, app.use(token));
        assertEquals(401, app.use(other));
        assertEquals(404, app.use("GET", "/users/v1/users/" + site.user(), token));
        change("legacy-in", OldApp.ORIGIN, "10");
        assertEquals(401, app.use(token), "let in again, it starts anew");
    }

    @Test
    void one_token_or_one_app_can_be_ended() throws Exception {
        String token = app.letIn();
        String other = app.letIn();
        change("legacy-end", OldApp.claims(token).getString("jti"), "10");
        assertEquals(401, app.use(token));
        assertNotEquals(401, app.use(other));
        change("legacy-out", OldApp.ORIGIN, "10");
        assertEquals(401, app.use(other));
        change("legacy-in", "https://never.example", "10");
        assertFalse(site.legacy.ledger().any());
    }

    @Test
    void a_new_password_and_a_reset_end_them_whatever_becomes_of_apps() throws Exception {
        String token = app.letIn();
        assertEquals(List.of(new AppKeeper.App(OldApp.ORIGIN, site.worker.now())), site.legacy.of(site.user()));
        Connected connected = new Connected();
        connected.keepers = List.of(site.apps, site.legacy);
        connected.passwordChanged(site.user(), true);
        assertEquals(401, app.use(token));
        token = app.letIn();
        connected.revokeAll();
        assertEquals(401, app.use(token));
        assertFalse(site.legacy.ledger().any());
    }

    @Test
    void the_access_page_says_which_is_in_and_until_when() throws Exception {
        assertTrue(site.get("/access", "Session", "10").body().contains("Not let in."));
        app.letIn();
        String page = site.get("/access", "Session", "10").body();
        assertTrue(page.contains("older kind at https://old.example is let in") && page.contains("30 April 2027"), page);
        assertTrue(page.contains("listed in the open (registration.mode = open)"), page);
        assertTrue(page.contains("value=\"legacy-off\"") && page.contains("value=\"legacy-end\""), page);
        assertTrue(page.contains("clear its site data"), page);
        assertTrue(site.get("/apps", "Session", "10").body().contains("Apps of the older kind are on another page"));
    }

    @Test
    void after_half_a_year_without_use_it_is_out_by_itself() throws Exception {
        site.legacy.letIn(OldApp.ORIGIN, ConnectionClass.ON_LINK);
        site.worker.advance(Duration.ofDays(179));
        assertTrue(site.access.granted(OldApp.ORIGIN) && site.legacy.ledger().any());
        app.letIn();
        site.worker.advance(Duration.ofDays(179));
        assertTrue(site.legacy.ledger().any(), "it was used");
        site.worker.advance(Duration.ofDays(1));
        assertFalse(site.legacy.ledger().any());
        assertEquals(404, site.get("/users/v1/users", "Session", "10").statusCode());
    }

    private HttpResponse<String> change(String act, String what, String age) throws Exception {
        return site.post("/access", Map.of("do", act, "what", what), "Session", age);
    }

    private static String location(HttpResponse<String> response) {
        assertEquals(303, response.statusCode(), response.body());
        return response.headers().firstValue("Location").orElseThrow();
    }
}

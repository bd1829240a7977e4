package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import link.box.api.access.ConnectionClass;
import link.box.common.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The users API of fxbox, while an old app is in. */
class UsersTest {
    private static final String GOOD = OldApp.EMAIL + ":" + OldApp.PASSWORD;

    @TempDir
    Path data;
    private AppSite site;
    private OldApp app;

    @BeforeEach
    void start() throws Exception {
        site = new AppSite(data, Map.of("legacy_origins", OldApp.ORIGIN + ",https://never.example"));
        app = new OldApp(site);
        site.legacy.letIn(OldApp.ORIGIN, ConnectionClass.ON_LINK);
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void an_old_app_logs_in_and_asks_who_it_is() throws Exception {
        HttpResponse<String> in = app.logIn(GOOD, "Origin", OldApp.ORIGIN);
        assertEquals(201, in.statusCode(), in.body());
        String token = Json.object(in.body()).getString("session_token");
        assertEquals(OldApp.ORIGIN, OldApp.claims(token).getString("aud"));
        HttpResponse<String> me = site.get("/users/v1/users/" + site.user(), "Authorization", "Bearer " + token);
        String ann = "{\"id\":\"" + site.user() + "\",\"name\":\"Ann <b>\",\"email\":\"ann@example.com\"}";
        assertEquals(Json.object(ann), Json.object(me.body()));
    }

    @Test
    void set_up_is_gone() throws Exception {
        assertError(410, 410, site.send(site.request("/users/v1/setup").POST(HttpRequest.BodyPublishers.ofString("{}"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://never.example", "https://evil.example", "https://abc.box.test", "null"})
    void only_pages_of_an_app_that_is_in_log_in(String origin) throws Exception {
        assertError(403, 403, app.logIn(GOOD, "Origin", origin));
        assertError(403, 403, app.logIn(GOOD));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "Basic !!!", "Basic bm9jb2xvbg==", "Digest x"})
    void a_login_needs_basic_credentials(String header) throws Exception {
        assertError(400, 103, site.send(site.request("/users/v1/login", "Authorization", header, "Origin", OldApp.ORIGIN)
                .POST(HttpRequest.BodyPublishers.noBody())));
        assertError(400, 103, site.send(site.request("/users/v1/login", "Origin", OldApp.ORIGIN)
                .POST(HttpRequest.BodyPublishers.noBody())));
    }

    @Test
    void wrong_credentials_and_unknown_users_get_the_same_answer() throws Exception {
        HttpResponse<String> wrong = app.logIn(OldApp.EMAIL + ":not the password", "Origin", OldApp.ORIGIN);
        assertError(401, 401, wrong);
        assertEquals(wrong.body(), app.logIn("bob@example.com:not the password", "Origin", OldApp.ORIGIN).body());
    }

    @ParameterizedTest
    @CsvSource({"POST,/users/v1/users", "PUT,/users/v1/users/u1", "DELETE,/users/v1/users/u1", "PATCH,/users/v1/users/u1",
        "GET,/users/v1/users", "GET,/users/v1/users/u2", "GET,/users/v1/users/", "PUT,/users/v1/users/u2", "GET,/box/v1/origins",
        "GET,/box/v1/me", "POST,/box/v1/ticket"})
    void l5_an_admins_old_token_writes_no_users_and_reads_nobody_else(String method, String path) throws Exception {
        assertEquals(403, app.use(method, path, app.letIn()));
    }

    @ParameterizedTest
    @CsvSource({"GET,/users/v1/users", "POST,/users/v1/users", "PUT,/users/v1/users/u1", "DELETE,/users/v1/users/u1",
        "DELETE,/users/v1/users/u2", "PUT,/users/v1/users/u2"})
    void l9_one_who_is_no_admin_lists_edits_and_deletes_nobody(String method, String path) throws Exception {
        site.noAdmin();
        String token = site.legacy.ledger().issue(site.desk.user(site.user()).orElseThrow(), OldApp.ORIGIN).orElseThrow();
        assertEquals(403, app.use(method, path, token));
        assertEquals(200, app.use("GET", "/users/v1/users/" + site.user(), token));
        assertEquals(1, site.desk.accounts().list().size());
    }

    @Test
    void an_admin_lists_on_the_boxs_own_pages_and_changes_nobody_here() throws Exception {
        HttpResponse<String> list = site.get("/users/v1/users", "Session", "10");
        assertEquals("[{\"id\":\"" + site.user() + "\",\"name\":\"Ann <b>\",\"email\":\"ann@example.com\"}]", list.body());
        assertError(404, 404, site.get("/users/v1/users/u2", "Session", "10"));
        assertError(403, 403, site.send(site.request("/users/v1/users/" + site.user(), "Session", "10").DELETE()));
        assertError(404, 404, site.get("/users/v1/other", "Session", "10"));
        assertEquals(401, site.get("/users/v1/users").statusCode());
    }

    private static void assertError(int status, int errno, HttpResponse<String> response) throws Exception {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(status, Json.object(response.body()).getInt("code"));
        assertEquals(errno, Json.object(response.body()).getInt("errno"));
        assertTrue(Json.object(response.body()).containsKey("error") && Json.object(response.body()).containsKey("message"));
    }
}

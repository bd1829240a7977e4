package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import link.box.common.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UsersTest {
    private static final String ANN = "{\"email\":\"ann@example.com\",\"password\":\"correct horse battery\"}";

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
    void an_fxbox_app_sets_up_logs_in_and_asks_who_it_is() throws Exception {
        HttpResponse<String> made = setup(ANN);
        assertEquals(201, made.statusCode());
        assertEquals("ann", site.caller(token(made)).orElseThrow().name());
        HttpResponse<String> in = login("ann@example.com:correct horse battery");
        assertEquals(201, in.statusCode());
        String id = site.caller(token(in)).orElseThrow().id();
        HttpResponse<String> me = site.get("/users/v1/me", "Session", token(in));
        String ann = "{\"id\":\"" + id + "\",\"name\":\"ann\",\"email\":\"ann@example.com\",\"admin\":true}";
        assertEquals(Json.object(ann), Json.object(me.body()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.link.test", "https://evil.example", "null", "http://abc.box.test", "https://abc.box.test:8443"})
    void a_page_of_somebody_else_sets_up_nothing(String origin) throws Exception {
        HttpResponse<String> refused = site.send(site.request("/users/v1/setup", "Origin", origin)
                .POST(HttpRequest.BodyPublishers.ofString(ANN)));
        assertError(403, 403, refused);
        assertTrue(!site.desk.claimed());
    }

    @Test
    void once_there_is_an_admin_set_up_is_gone() throws Exception {
        setup(ANN);
        assertError(410, 410, setup(ANN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"email\":\"nobody\",\"password\":\"correct horse battery\"}|400|101",
        "{\"password\":\"correct horse battery\"}|400|101",
        "{\"email\":7,\"password\":\"correct horse battery\"}|400|101",
        "{\"email\":\"ann@example.com\",\"password\":\"short\"}|400|102",
        "{\"email\":\"ann@example.com\"}|400|102",
        "{\"name\":\"a\\nb\",\"email\":\"ann@example.com\",\"password\":\"correct horse battery\"}|400|100",
        "not json|400|400",
        "[]|400|400",
        "{|400|400"})
    void what_is_wrong_has_a_number(String body, int status, int errno) throws Exception {
        assertError(status, errno, setup(body));
        assertTrue(!site.desk.claimed());
    }

    @Test
    void a_body_without_end_is_refused() throws Exception {
        assertError(400, 400, setup("{\"name\":\"" + "x".repeat(9000) + "\"}"));
    }

    @Test
    void through_the_tunnel_nothing_is_set_up() throws Exception {
        HttpResponse<String> refused = site.send(site.request("/users/v1/setup", "From", "TUNNEL")
                .POST(HttpRequest.BodyPublishers.ofString(ANN)));
        assertError(403, 403, refused);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Basic", "Basic !!!", "Basic bm9jb2xvbg==", ""})
    void a_login_needs_basic_credentials(String header) throws Exception {
        assertError(400, 103, site.send(site.request("/users/v1/login", "Authorization", header)
                .POST(HttpRequest.BodyPublishers.noBody())));
    }

    @Test
    void wrong_credentials_and_unknown_users_get_the_same_answer() throws Exception {
        setup(ANN);
        HttpResponse<String> wrong = login("ann@example.com:not the password");
        assertError(401, 401, wrong);
        assertEquals(wrong.body(), login("bob@example.com:not the password").body());
    }

    @Test
    void without_a_session_there_is_nobody() throws Exception {
        assertError(404, 404, site.get("/users/v1/me"));
        assertError(404, 404, site.get("/users/v1/other"));
    }

    private HttpResponse<String> setup(String body) throws Exception {
        return site.send(site.request("/users/v1/setup").POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private HttpResponse<String> login(String credentials) throws Exception {
        String basic = "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
        return site.send(site.request("/users/v1/login", "Authorization", basic).POST(HttpRequest.BodyPublishers.noBody()));
    }

    private static String token(HttpResponse<String> response) throws Exception {
        return Json.object(response.body()).getString("session_token");
    }

    private static void assertError(int status, int errno, HttpResponse<String> response) throws Exception {
        assertEquals(status, response.statusCode(), response.body());
        assertEquals(status, Json.object(response.body()).getInt("code"));
        assertEquals(errno, Json.object(response.body()).getInt("errno"));
        assertTrue(Json.object(response.body()).containsKey("error") && Json.object(response.body()).containsKey("message"));
    }
}

package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;
import link.box.api.access.Credential;
import link.box.login.session.Place;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who shows the token of a session otherwise than in the cookie is nobody. */
class SessionAsBearerTest {
    @TempDir
    Path data;
    private AppSite site;
    private String token;

    @BeforeEach
    void start() throws Exception {
        site = new AppSite(data, Map.of());
        token = site.desk.presence().visit(site.desk.user(site.user()).orElseThrow(), false,
                new Place(ConnectionClass.ON_LINK, "", "")).orElseThrow().session();
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @ParameterizedTest
    @CsvSource({"GET,/d/lamp/", "POST,/d/lamp/on", "GET,/api/x", "GET,/users/v1/me", "GET,/", "GET,/access", "POST,/access", "POST,/oauth/authorize", "POST,/account", "POST,/session/confirm", "GET,/apps",
        "POST,/apps", "POST,/continue", "POST,/users/v1/me", "DELETE,/users/v1/users/x", "GET,/box/v1/origins", "GET,/d"})
    void it_is_good_for_nothing(String method, String path) throws Exception {
        HttpRequest.Builder nobody = site.request(path).method(method, HttpRequest.BodyPublishers.noBody());
        assertEquals(site.send(nobody).statusCode(), ask(method, path));
        assertTrue(caller(method, path).isEmpty());
    }

    @Test
    void it_agrees_to_no_app() throws Exception {
        TestApp app = new TestApp(site);
        assertEquals(401, site.post("/oauth/authorize", Map.of("request", AppSite.query(app.request()), "decision", "allow"),
                "Authorization", "Bearer " + token).statusCode());
        assertTrue(site.apps.grants().list().isEmpty());
    }

    private int ask(String method, String path) throws Exception {
        return site.send(site.request(path, "Authorization", "Bearer " + token).method(method, HttpRequest.BodyPublishers.noBody()))
                .statusCode();
    }

    private Optional<Caller> caller(String method, String path) {
        return site.access.caller(new Credential(Credential.Kind.BEARER, token, Optional.of("https://app.example"),
                ConnectionClass.ON_LINK, AppSite.HOST, method, path));
    }
}

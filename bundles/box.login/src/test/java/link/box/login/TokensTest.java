package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an app does by itself: swap its code, refresh, and give back. */
class TokensTest {
    private static final String ALLOW = "Access-Control-Allow-Origin";

    @TempDir
    Path data;
    private AppSite site;
    private TestApp app;

    @BeforeEach
    void start() throws Exception {
        site = new AppSite(data, Map.of());
        app = new TestApp(site);
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void an_app_gets_tokens_and_is_told_where_the_box_is() throws Exception {
        JsonObject tokens = app.connect("scope", "device users:read");
        assertTrue(tokens.getString("access_token").matches("bxa_[A-Za-z0-9_-]{43}"));
        assertTrue(tokens.getString("refresh_token").matches("bxr_[A-Za-z0-9_-]{43}"));
        assertEquals("Bearer 1800 7776000 device users:read", tokens.getString("token_type") + " " + tokens.getInt("expires_in") + " "
                + tokens.getInt("refresh_expires_in") + " " + tokens.getString("scope"));
        assertEquals("{\"id\":\"abc\",\"iss\":\"https://abc.box.test:8443\",\"lan\":[\"https://a.abc.box.test:8443\","
                + "\"https://192-168-1-23.abc.box.test:8443\"],\"tunnel\":\"https://remote.abc.box.test\"}", tokens.get("box").toString());
        assertEquals("{\"id\":\"" + site.user() + "\",\"name\":\"Ann <b>\"}", tokens.get("user").toString());
        assertTrue(tokens.getJsonObject("where").getString("locator").matches("[A-Za-z0-9_-]{22}"));
        assertTrue(tokens.getJsonObject("where").getString("key").matches("[A-Za-z0-9_-]{43}"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a-verifier-that-only-the-app-knows.0123456789_~x", "short", "",
        "a verifier with characters that are not allowed!!"})
    void o3_a_wrong_verifier_is_an_invalid_grant(String verifier) throws Exception {
        String code = app.code();
        assertInvalidGrant(site.post("/oauth/token", app.exchange(code, "code_verifier", verifier), "Origin", app.origin()));
        assertInvalidGrant(site.post("/oauth/token", app.exchange(code), "Origin", app.origin()));
    }

    @Test
    void o4_a_code_that_comes_twice_fails_and_ends_what_it_gave() throws Exception {
        String code = app.code();
        JsonObject tokens = TestApp.json(site.post("/oauth/token", app.exchange(code), "Origin", app.origin()));
        assertEquals(200, app.use(tokens));
        assertInvalidGrant(site.post("/oauth/token", app.exchange(code), "Origin", app.origin()));
        assertEquals(401, app.use(tokens));
        assertInvalidGrant(app.refresh(tokens.getString("refresh_token")));
    }

    @ParameterizedTest
    @CsvSource({"60,200", "61,400"})
    void o5_a_code_is_good_for_a_minute(int seconds, int status) throws Exception {
        String code = app.code();
        site.worker.advance(Duration.ofSeconds(seconds));
        HttpResponse<String> answer = site.post("/oauth/token", app.exchange(code), "Origin", app.origin());
        assertEquals(status, answer.statusCode());
        assertEquals(app.origin(), answer.headers().firstValue(ALLOW).orElse("none"), "the app can read it");
    }

    @ParameterizedTest
    @CsvSource({"client_id,https://other.example", "redirect_uri,https://app.example/", "client_id,''", "redirect_uri,''"})
    void o6_a_code_of_somebody_else_is_an_invalid_grant(String name, String value) throws Exception {
        assertInvalidGrant(site.post("/oauth/token", app.exchange(app.code(), name, value), "Origin", app.origin()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://other.example", "null", "http://app.example", "https://app.example.evil", "https://abc.box.test"})
    void o6_another_origin_gets_nothing_and_reads_nothing(String origin) throws Exception {
        HttpResponse<String> answer = site.post("/oauth/token", app.exchange(app.code()), "Origin", origin);
        assertEquals("invalid_grant", TestApp.json(answer).getString("error"));
        assertTrue(answer.headers().firstValue(ALLOW).isEmpty());
        JsonObject tokens = app.connect();
        answer = site.post("/oauth/token", Map.of("grant_type", "refresh_token", "refresh_token", tokens.getString("refresh_token")),
                "Origin", origin);
        assertEquals(400, answer.statusCode());
        assertTrue(answer.headers().firstValue(ALLOW).isEmpty());
        assertEquals(200, app.refresh(tokens.getString("refresh_token")).statusCode(), "the app itself is not harmed");
    }

    @Test
    void o11_a_replaced_token_is_good_for_half_a_minute_and_then_ends_all() throws Exception {
        JsonObject first = app.connect();
        JsonObject second = TestApp.json(app.refresh(first.getString("refresh_token")));
        site.worker.advance(Duration.ofSeconds(29));
        JsonObject again = TestApp.json(app.refresh(first.getString("refresh_token")));
        assertEquals(second.getString("refresh_token"), again.getString("refresh_token"), "both tabs go on with the same one");
        assertNotEquals(second.getString("access_token"), again.getString("access_token"));
        assertEquals(200, app.use(again));
        site.worker.advance(Duration.ofSeconds(2));
        assertInvalidGrant(app.refresh(first.getString("refresh_token")));
        assertEquals(401, app.use(again));
        assertInvalidGrant(app.refresh(second.getString("refresh_token")));
    }

    @Test
    void o11_an_old_token_ends_all_however_often_it_was_replaced() throws Exception {
        JsonObject first = app.connect();
        JsonObject last = first;
        for (int i = 0; i < 50; i++) {
            site.worker.advance(Duration.ofMinutes(30));
            last = TestApp.json(app.refresh(last.getString("refresh_token")));
        }
        assertEquals(200, app.use(last));
        assertInvalidGrant(app.refresh(first.getString("refresh_token")));
        assertEquals(401, app.use(last));
    }

    @Test
    void three_tabs_that_refresh_one_after_the_other_end_nothing() throws Exception {
        JsonObject first = app.connect();
        JsonObject second = TestApp.json(app.refresh(first.getString("refresh_token")));
        JsonObject third = TestApp.json(app.refresh(second.getString("refresh_token")));
        JsonObject late = TestApp.json(app.refresh(first.getString("refresh_token")));
        assertEquals(third.getString("refresh_token"), late.getString("refresh_token"));
    }

    @Test
    void an_access_token_ends_after_half_an_hour() throws Exception {
        JsonObject tokens = app.connect();
        site.worker.advance(Duration.ofSeconds(1799));
        assertEquals(200, app.use(tokens));
        site.worker.advance(Duration.ofSeconds(1));
        assertEquals(401, app.use(tokens));
        site.worker.set(site.worker.now().minusSeconds(7200));
        assertEquals(401, app.use(tokens), "a clock set back does not bring it back");
    }

    @Test
    void a_connection_ends_after_ninety_idle_days_and_after_a_year() throws Exception {
        String token = app.connect().getString("refresh_token");
        for (int days = 0; days < 360; days += 89) {
            site.worker.advance(Duration.ofDays(89));
            HttpResponse<String> answer = app.refresh(token);
            assertEquals(days < 356 - 89 + 1 ? 200 : 400, answer.statusCode());
            token = answer.statusCode() == 200 ? TestApp.json(answer).getString("refresh_token") : token;
        }
        String idle = app.connect().getString("refresh_token");
        site.worker.advance(Duration.ofDays(90));
        HttpResponse<String> over = app.refresh(idle);
        assertInvalidGrant(over);
        assertEquals(app.origin(), over.headers().firstValue(ALLOW).orElse("none"), "the app can read that it is over");
    }

    @ParameterizedTest
    @ValueSource(strings = {"access_token", "refresh_token"})
    void giving_back_either_token_ends_both(String which) throws Exception {
        JsonObject tokens = app.connect();
        HttpResponse<String> done = site.post("/oauth/revoke", Map.of("token", tokens.getString(which)), "Origin", app.origin());
        assertEquals(200, done.statusCode());
        assertEquals(app.origin(), done.headers().firstValue(ALLOW).orElse("none"));
        assertEquals(401, app.use(tokens));
        assertInvalidGrant(app.refresh(tokens.getString("refresh_token")));
        assertEquals(200, site.post("/oauth/revoke", Map.of("token", tokens.getString(which)), "Origin", app.origin()).statusCode());
    }

    @Test
    void nobody_else_gives_back_a_token() throws Exception {
        JsonObject tokens = app.connect();
        HttpResponse<String> other = site.post("/oauth/revoke", Map.of("token", tokens.getString("access_token")),
                "Origin", "https://other.example");
        assertEquals(400, other.statusCode());
        assertTrue(other.headers().firstValue(ALLOW).isEmpty());
        assertEquals(200, app.use(tokens));
    }

    @ParameterizedTest
    @CsvSource({"password,unsupported_grant_type", "client_credentials,unsupported_grant_type", "'',invalid_request"})
    void other_grants_there_are_none(String type, String error) throws Exception {
        HttpResponse<String> answer = site.post("/oauth/token", Map.of("grant_type", type));
        assertEquals(400, answer.statusCode());
        assertEquals(error, TestApp.json(answer).getString("error"));
    }

    private static void assertInvalidGrant(HttpResponse<String> answer) throws Exception {
        assertEquals(400, answer.statusCode(), answer.body());
        assertEquals("invalid_grant", TestApp.json(answer).getString("error"));
    }
}

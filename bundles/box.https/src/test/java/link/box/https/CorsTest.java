package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages of other origins may read and send (the CORS protocol of the Fetch standard). */
class CorsTest {
    private static final String APP = "Origin: " + FakeAccess.APP;
    private static final String ALLOWED = "access-control-allow-origin";
    private static final FakeAccess ACCESS = new FakeAccess();
    private Lab lab;

    @BeforeEach
    void start() throws Exception {
        lab = new Lab();
        lab.gate.arrived(ACCESS);
    }

    @AfterEach
    void stop() throws Exception {
        lab.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/d/lamp/", "/box/v1/origins", "/api/x", "/users/v1/me"})
    void w10_an_app_reads_the_api_with_its_token_and_never_with_cookies(String path) throws Exception {
        Wire.Reply reply = lab.ask("GET " + path, APP, "Authorization: Bearer app");
        assertEquals(200, reply.status());
        assertEquals(FakeAccess.APP, reply.headers().get(ALLOWED));
        assertEquals("Origin", reply.headers().get("vary"));
        assertNull(reply.headers().get("access-control-allow-credentials"));
        Wire.Reply cookie = lab.ask("GET " + path, APP, "Cookie: __Host-bx=good");
        assertEquals(401, cookie.status());
        assertEquals(FakeAccess.APP, cookie.headers().get(ALLOWED), "so that the app sees the 401");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "http://app.link.test", "https://app.link.test.evil.example", "https://app.link.test:444",
        "https://app.link.test/", "https://xapp.link.test", "https://APP.link.test", "*"})
    void w10_no_other_origin_reads_anything(String origin) throws Exception {
        Wire.Reply reply = lab.ask("GET /users/v1/me", "Origin: " + origin, "Authorization: Bearer good");
        assertEquals(401, reply.status());
        assertNull(reply.headers().get(ALLOWED));
        Wire.Reply preflight = lab.ask("OPTIONS /users/v1/me", "Origin: " + origin, "Access-Control-Request-Method: POST");
        assertEquals(403, preflight.status());
        assertNull(preflight.headers().get(ALLOWED));
        assertNull(lab.ask("GET /ping", "Origin: " + origin).headers().get(ALLOWED));
        assertEquals(0, lab.reached.get());
    }

    @Test
    void w10_an_app_reads_no_page() throws Exception {
        for (String path : new String[] {"/", "/admin", "/session/resume", "/users/v1x", "/d", "/apix"}) {
            Wire.Reply reply = lab.ask("GET " + path, APP, "Authorization: Bearer app");
            assertEquals(401, reply.status(), path);
            assertNull(reply.headers().get(ALLOWED));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /", "GET /admin", "POST /admin", "GET /oauth/authorize", "POST /session/logout", "GET /login",
        "GET /users/v1"})
    void l5_an_apps_token_is_refused_where_people_are(String what) throws Exception {
        assertEquals(403, lab.ask(what, "Authorization: Bearer app").status());
        assertEquals(0, lab.reached.get());
    }

    @Test
    void w10_an_app_is_told_beforehand_what_it_may_send() throws Exception {
        Wire.Reply reply = lab.ask("OPTIONS /d/lamp/", APP, "Access-Control-Request-Method: PUT");
        assertEquals(204, reply.status());
        assertEquals("GET, POST, PUT, PATCH, DELETE", reply.headers().get("access-control-allow-methods"));
        assertEquals("authorization, content-type", reply.headers().get("access-control-allow-headers"));
        assertEquals("600", reply.headers().get("access-control-max-age"));
        assertNull(reply.headers().get("access-control-allow-credentials"));
        assertEquals(0, lab.reached.get());
    }

    @Test
    void w11_the_token_of_an_app_is_worth_nothing_in_anothers_page() throws Exception {
        Wire.Reply reply = lab.ask("GET /d/lamp/", "Origin: " + FakeAccess.OTHER, "Authorization: Bearer app");
        assertEquals(401, reply.status());
        assertEquals(0, lab.reached.get());
    }

    @Test
    void ping_is_for_everybody_and_readable_for_apps() throws Exception {
        Wire.Reply reply = lab.ask("GET /ping", APP);
        assertEquals(204, reply.status());
        assertEquals("no-store", reply.headers().get("cache-control"));
        assertEquals(FakeAccess.APP, reply.headers().get(ALLOWED));
        assertNull(lab.ask("GET /ping", "Origin: https://evil.example").headers().get(ALLOWED));
        lab.gate.left(ACCESS);
        assertEquals(204, lab.ask("GET /ping").status());
        assertEquals(0, lab.reached.get());
    }

    @Test
    void where_tokens_are_given_any_page_may_send_and_nothing_but_the_body_counts() throws Exception {
        for (String origin : new String[] {"https://new.example", "null", FakeAccess.APP}) {
            Wire.Reply reply = lab.ask("POST /oauth/token", "Origin: " + origin, "Cookie: __Host-bx=good", "Authorization: Bearer good");
            assertEquals(200, reply.status());
            assertTrue(reply.body().startsWith("/oauth/token from ON_LINK by nobody"), reply.body());
            assertFalse(reply.headers().containsKey(ALLOWED), "the servlet says it");
        }
        assertEquals(401, lab.ask("POST /oauth/revoke", "Cookie: __Host-bx=good").status(), "if login does not open it, it is closed");
        assertEquals(403, lab.ask("POST /oauth/tokens", "Origin: https://new.example").status());
    }
}

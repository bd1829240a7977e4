package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import link.box.api.access.Caller;
import link.box.api.access.Credential;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is asking, and from which page. */
class PagesGateTest {
    private static final String SESSION = "Cookie: __Host-bx=good";
    private static final FakeAccess ACCESS = new FakeAccess();
    private Lab lab;
    private String own;

    @BeforeEach
    void start() throws Exception {
        lab = new Lab();
        lab.gate.arrived(ACCESS);
        own = "Origin: https://" + Lab.MAIN + ":" + lab.lan;
    }

    @AfterEach
    void stop() throws Exception {
        lab.close();
    }

    @Test
    void a_person_is_sent_to_where_the_session_is_found_again() throws Exception {
        Wire.Reply reply = lab.ask("GET /d/lamp/?a=b&c=d", "Accept: text/html");
        assertEquals(303, reply.status());
        assertEquals("/session/resume?next=%2Fd%2Flamp%2F%3Fa%3Db%26c%3Dd", reply.headers().get("location"));
        assertEquals("/session/resume?next=%2Fadmin%3Fa", lab.ask("GET /admin?auth=bad&a", "Accept: text/html").headers().get("location"));
        assertEquals("/session/resume", lab.ask("GET /admin?" + "a".repeat(12_000), "Accept: text/html").headers().get("location"));
        assertEquals(401, lab.ask("POST /d/lamp/", "Accept: text/html").status());
        assertEquals(401, lab.ask("GET /d/lamp/", "Accept: text/html", "Sec-Fetch-Mode: cors").status());
    }

    @Test
    void w3_a_foreign_page_changes_nothing() throws Exception {
        assertEquals(200, lab.ask("POST /admin", SESSION, own).status());
        assertEquals(200, lab.ask("POST /admin", SESSION, "Sec-Fetch-Site: same-origin").status());
        int before = lab.reached.get();
        assertEquals(403, lab.ask("POST /admin", SESSION, "Origin: https://remote.abc.box.test").status());
        assertEquals(403, lab.ask("POST /admin", SESSION, "Origin: https://" + Lab.MAIN + ":1").status());
        assertEquals(403, lab.ask("POST /admin", SESSION, "Origin: http://" + Lab.MAIN + ":" + lab.lan).status());
        assertEquals(403, lab.ask("POST /admin", SESSION, "Origin: null").status());
        assertEquals(403, lab.ask("POST /login", "Origin: null").status());
        assertEquals(403, lab.ask("POST /login", own, "Origin: https://evil.example").status());
        for (String site : new String[] {"same-site", "cross-site", "none"}) {
            assertEquals(403, lab.ask("POST /admin", SESSION, "Sec-Fetch-Site: " + site).status());
        }
        assertEquals(403, lab.ask("POST /admin", SESSION).status());
        assertEquals(403, lab.ask("DELETE /d/lamp/", SESSION, "Sec-Fetch-Site: cross-site").status());
        assertEquals(before, lab.reached.get());
    }

    @ParameterizedTest
    @CsvSource({"application/json, 200", "application/json;charset=utf-8, 200", "Application/X-WWW-form-urlencoded, 200", "text/plain, 415",
        "multipart/form-data; boundary=a, 415", "application/jsonp, 415"})
    void w3_a_session_sends_json_or_forms_only(String type, int status) throws Exception {
        assertEquals(status, lab.ask("POST /admin", SESSION, own, "Content-Type: " + type, "Content-Length: 2", "", "{}").status());
        assertEquals(200, lab.ask("POST /d/lamp/", SESSION, own, "Content-Type: " + type, "Content-Length: 2", "", "{}").status());
        assertEquals(200, lab.ask("POST /admin", "Authorization: Bearer good", "Content-Type: " + type, "Content-Length: 0").status());
    }

    @Test
    void who_is_out_when_the_body_has_come_is_out() throws Exception {
        AtomicBoolean out = new AtomicBoolean();
        lab.gate.arrived(new FakeAccess() {
            @Override
            public Optional<Caller> caller(Credential credential) {
                return out.get() ? Optional.empty() : super.caller(credential);
            }
        });
        assertEquals(200, afterHalfABody("/admin", out, false));
        int before = lab.reached.get();
        assertEquals(401, afterHalfABody("/admin", out, true));
        assertEquals(before, lab.reached.get());
        assertEquals(200, afterHalfABody("/login", out, true), "to log in takes no session");
    }

    private int afterHalfABody(String path, AtomicBoolean out, boolean over) throws Exception {
        out.set(false);
        try (Wire wire = lab.wire(lab.lan, Lab.MAIN)) {
            wire.send("POST " + path + " HTTP/1.1", "Host: " + Lab.MAIN + ":" + lab.lan, SESSION, own, "Content-Type: application/json",
                    "Content-Length: 2");
            wire.begin("{");
            Thread.sleep(300);
            out.set(over);
            wire.begin("}");
            return wire.reply().status();
        }
    }

    @Test
    void w3_a_body_of_no_kind_is_refused() throws Exception {
        assertEquals(415, lab.ask("POST /admin", SESSION, own, "Content-Length: 2", "", "{}").status());
        assertEquals(415, lab.ask("POST /admin", SESSION, own, "Transfer-Encoding: chunked", "", "0").status());
        assertEquals(200, lab.ask("DELETE /admin", SESSION, own).status());
    }

    @Test
    void w9_two_sessions_are_none() throws Exception {
        assertEquals(401, lab.ask("GET /admin", "Cookie: __Host-bx=good; __Host-bx=bad").status());
        assertEquals(401, lab.ask("GET /admin", "Cookie: __Host-bx=bad; __Host-bx=good").status());
        assertEquals(401, lab.ask("GET /admin", "Cookie: __Host-bx=good; __Host-bx=good").status());
        assertEquals(401, lab.ask("GET /admin", SESSION, SESSION).status());
        assertEquals(0, lab.reached.get());
    }

    @Test
    void w16_a_flood_of_cookies_is_answered_once_with_what_repairs_it() throws Exception {
        try (Wire wire = lab.wire(lab.lan, Lab.MAIN)) {
            wire.send("GET /admin HTTP/1.1", "Host: " + Lab.MAIN + ":" + lab.lan, "Cookie: a=" + "x".repeat(30 * 1024));
            Wire.Reply reply = wire.reply();
            assertEquals(431, reply.status());
            assertEquals("\"cookies\"", reply.headers().get("clear-site-data"));
            assertEquals("no-store", reply.headers().get("cache-control"));
        }
        Wire.Reply next = lab.ask("GET /admin", SESSION);
        assertEquals(200, next.status());
        assertNull(lab.ask("GET /nowhere").headers().get("clear-site-data"));
        assertNull(lab.ask("GET //").headers().get("clear-site-data"));
    }

    @Test
    void a_ticket_counts_in_a_get_and_is_seen_by_nobody_behind() throws Exception {
        for (String name : new String[] {"ticket", "auth", "%74icket"}) {
            Wire.Reply reply = lab.ask("GET /d/cam/live?a=1&" + name + "=once&b=2");
            assertEquals(200, reply.status());
            assertTrue(reply.body().contains("by Ann") && reply.body().contains("query a=1&b=2 "), reply.body());
        }
        assertTrue(lab.ask("GET /login?ticket=once").body().contains("query null"));
        assertEquals(401, lab.ask("GET /d/cam/other?ticket=once").status());
        assertEquals(401, lab.ask("GET /d/cam/live?ticket=once&auth=once").status());
        assertEquals(401, lab.ask("POST /d/cam/live?ticket=once").status());
        assertEquals(401, lab.ask("HEAD /d/cam/live?ticket=once").status());
        assertEquals(401, lab.ask("GET /d/cam/live?ticket=once", "Origin: https://evil.example").status());
        assertEquals(401, lab.ask("GET /admin?auth=bad", SESSION).status(), "what was sent on purpose counts alone");
    }

    @Test
    void w12_a_foreign_page_opens_no_web_socket() throws Exception {
        String[] upgrade = {"Connection: Upgrade", "Upgrade: websocket", "Sec-WebSocket-Version: 13",
            "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=="};
        for (String origin : new String[] {"https://evil.example", "null", "https://other.box.test", "http://" + Lab.MAIN}) {
            assertEquals(403, socket(origin, SESSION, upgrade), origin);
            assertEquals(403, socket(origin, "Authorization: Bearer good", upgrade), origin);
        }
        assertEquals(0, lab.reached.get());
        assertEquals(200, socket(own.substring(8), SESSION, upgrade), "as far as the gate goes");
        assertEquals(200, socket(FakeAccess.APP, "Authorization: Bearer app", upgrade));
        assertEquals(401, socket(FakeAccess.APP, SESSION, upgrade));
        assertEquals(403, socket(FakeAccess.APP, "Authorization: Bearer read", upgrade), "it may change something");
    }

    private int socket(String origin, String credential, String[] upgrade) throws Exception {
        return lab.ask("GET /d/lamp/", "Origin: " + origin, credential, upgrade[0], upgrade[1], upgrade[2], upgrade[3]).status();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET /nowhere", "POST /nowhere", "GET /d/none/", "TRACE /login", "OPTIONS /login"})
    void w14_what_the_gate_answers_is_inert(String request) throws Exception {
        Wire.Reply reply = request.startsWith("OPTIONS") ? lab.ask(request, "Access-Control-Request-Method: PUT")
                : lab.ask(request, request.startsWith("POST") ? "Origin: null" : "Accept: */*");
        assertTrue(reply.status() / 100 != 2, request);
        Map<String, String> headers = reply.headers();
        assertEquals("no-store", headers.get("cache-control"));
        assertEquals("nosniff", headers.get("x-content-type-options"));
        assertEquals("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
                headers.get("content-security-policy"));
        assertEquals("DENY", headers.get("x-frame-options"));
        assertEquals("same-origin", headers.get("referrer-policy"));
        assertEquals("same-origin", headers.get("cross-origin-resource-policy"));
        for (String no : new String[] {"set-cookie", "server", "clear-site-data", "strict-transport-security",
            "access-control-allow-origin"}) {
            assertFalse(headers.containsKey(no), no);
        }
    }
}

package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.io.IOException;
import link.box.testing.Made;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which answers tell a browser to insist on HTTPS. What is behind the gate in the lab says {@code max-age=1} in all of its own. */
class HstsTest {
    private static final String SESSION = "Cookie: __Host-bx=good";
    private static final FakeAccess ACCESS = new FakeAccess();
    private Lab lab;

    @BeforeEach
    void start() throws Exception {
        lab = new Lab();
        lab.gate.arrived(ACCESS);
        take();
        lab.strict = host -> 600;
    }

    @AfterEach
    void stop() throws Exception {
        lab.close();
    }

    @Test
    void h8_every_answer_under_a_public_name_says_it_once_and_whoever_writes_it() throws Exception {
        assertEquals("max-age=600", told(200, lab.ask("GET /login")));
        assertEquals("max-age=600", told(200, lab.ask("GET /d/lamp/", SESSION)));
        assertEquals("max-age=600", told(204, lab.ask("GET /ping")));
        assertEquals("max-age=600", told(401, lab.ask("GET /admin")));
        assertEquals("max-age=600", told(303, lab.ask("GET /", "Accept: text/html")));
        assertEquals("max-age=600", told(403, lab.ask("POST /login", "Origin: null")));
        assertEquals("max-age=600", told(404, lab.ask("GET /gone", SESSION)));
        assertEquals("max-age=600", told(405, lab.ask("PROPFIND /login")));
        assertEquals("max-age=600", told(200, lab.ask(lab.tunnel, "remote.abc.box.test", "GET /login")));
    }

    @Test
    void an_answer_whose_headers_were_cleared_says_it_too() throws Exception {
        lab.meanwhile = () -> lab.gate.left(ACCESS);
        assertEquals("max-age=600", told(503, lab.ask("GET /gone", SESSION)));
        assertEquals("max-age=600", told(503, lab.ask("GET /login")));
    }

    @Test
    void what_is_too_large_or_at_fault_is_answered_with_it_too() throws Exception {
        String own = "Origin: https://" + Lab.MAIN + ":" + lab.lan;
        assertEquals("max-age=600", told(413, lab.ask("POST /login", own, "Content-Length: 1001", "", "1")));
        assertEquals("max-age=600", told(413, lab.ask("POST /d/lamp/", own, SESSION, "Content-Length: 1001", "", "1")));
        lab.meanwhile = () -> {
            throw new IllegalStateException("a fault behind the gate");
        };
        assertEquals("max-age=600", told(500, lab.ask("GET /gone", SESSION)));
    }

    @Test
    void without_a_promise_nobody_behind_the_gate_makes_one() throws Exception {
        lab.strict = host -> 0;
        assertNull(told(200, lab.ask("GET /login")));
        assertNull(told(200, lab.ask("GET /d/lamp/", SESSION)));
        assertNull(told(204, lab.ask("GET /ping")));
    }

    @Test
    void the_promise_is_that_of_the_moment_of_the_answer() throws Exception {
        lab.meanwhile = () -> lab.strict = host -> 300;
        assertEquals("max-age=300", told(404, lab.ask("GET /gone", SESSION)));
    }

    @Test
    void a_host_that_is_not_ours_or_a_malformed_request_is_not_told() throws Exception {
        try (Wire wire = lab.wire(lab.lan, "evil.example")) {
            wire.send("GET /login HTTP/1.1", "Host: evil.example");
            assertNull(told(421, wire.reply()));
        }
        try (Wire wire = lab.wire(lab.lan, "evil.example")) {
            wire.send("PROPFIND /login HTTP/1.1", "Host: evil.example");
            assertNull(told(421, wire.reply()));
        }
        assertNull(told(421, lab.ask(lab.tunnel, Lab.MAIN, "GET /login")));
        assertNull(told(400, lab.ask("GET //login")));
    }

    @Test
    void an_address_is_not_told() throws Exception {
        try (Wire wire = lab.wire(lab.lan, "")) {
            wire.send("GET /login HTTP/1.1", "Host: 127.0.0.1:" + lab.lan);
            assertNull(told(200, wire.reply()));
        }
    }

    @Test
    void a_connection_with_the_identity_certificate_is_not_told_even_after_a_public_one_has_come() throws Exception {
        try (Lab fresh = new Lab(); Wire wire = fresh.wire(fresh.lan, Lab.MAIN)) {
            fresh.strict = host -> 600;
            assertEquals(Lab.BOX.certificate(), wire.certificate());
            fresh.generations.take(lab.generations.current().pair());
            wire.send("GET /ping HTTP/1.1", "Host: " + Lab.MAIN);
            assertNull(told(204, wire.reply()));
        }
    }

    private void take() throws Exception {
        Made made = Made.authority("Lab").issue("abc.box.test", "*.abc.box.test");
        lab.generations.take(KeyAndChain.of(made.key(), made.chain()));
    }

    private static String told(int status, Wire.Reply reply) throws IOException {
        assertEquals(status, reply.status());
        return reply.headers().get("strict-transport-security");
    }
}

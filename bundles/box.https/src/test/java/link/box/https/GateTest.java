package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import link.box.api.net.MulticastName;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class GateTest {
    private static final String SESSION = "Cookie: a=1; __Host-bx=good; b=2";
    private static final FakeAccess ACCESS = new FakeAccess();
    private Lab lab;

    @BeforeEach
    void start() throws Exception {
        lab = Lab.patient();
        lab.gate.arrived(ACCESS);
    }

    @AfterEach
    void stop() throws Exception {
        lab.close();
    }

    @Test
    void a_logged_in_request_passes_with_what_the_gate_knows() throws Exception {
        Wire.Reply reply = lab.ask("GET /admin", SESSION);
        assertEquals(200, reply.status());
        assertTrue(reply.body().startsWith("/admin from ON_LINK by Ann"), reply.body());
        assertEquals(200, lab.ask("GET /admin", "Authorization: Bearer good").status());
    }

    @Test
    void an_open_page_passes_for_nobody_too() throws Exception {
        assertTrue(lab.ask("GET /login").body().startsWith("/login from ON_LINK by nobody"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/d/lamp/", "/system/console", "/favicon.ico", "/users/v1/users"})
    void i1_everything_else_is_denied(String path) throws Exception {
        Wire.Reply reply = lab.ask("GET " + path);
        assertEquals(401, reply.status());
        assertTrue(reply.body().contains("\"errno\":401"));
        assertEquals(401, lab.ask("GET " + path, "Cookie: __Host-bx=bad").status());
        assertEquals(401, lab.ask("GET " + path, "Cookie: __Host-bx=good; __Host-bx=bad").status());
        assertEquals(401, lab.ask("GET " + path, "Cookie: __Host-bx=good", "Cookie: __Host-bx=good").status());
        assertEquals(401, lab.ask("GET " + path, SESSION, "Origin: https://evil.example").status());
        assertEquals(401, lab.ask("GET " + path, "Authorization: Basic good").status());
        assertEquals(0, lab.reached.get());
    }

    @Test
    void a_page_whose_bundle_just_left_is_looked_for_in_the_next_one_and_any_other_is_not_found() throws Exception {
        assertEquals(404, lab.ask("GET /gone", SESSION).status());
        assertEquals(2, lab.reached.get());
        lab.meanwhile = () -> {
            lab.gone = 200;
            lab.gate.left(ACCESS);
            CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(() -> lab.gate.arrived(ACCESS));
        };
        Wire.Reply reply = lab.ask("GET /gone", SESSION);
        assertEquals(200, reply.status());
        assertTrue(reply.body().startsWith("/gone from ON_LINK by Ann"), reply.body());
    }

    /** As box.login stops, its servlets may go before it is known that it goes. */
    @Test
    void a_page_that_is_not_found_is_looked_for_once_more() throws Exception {
        lab.meanwhile = () -> lab.gone = 200;
        assertEquals(200, lab.ask("GET /gone", SESSION).status());
        assertEquals(2, lab.reached.get());
        lab.gone = 404;
        assertEquals(404, lab.ask("POST /gone", SESSION, "Origin: https://" + Lab.MAIN + ":" + lab.lan, "Content-Length: 0").status());
        assertEquals(3, lab.reached.get());
    }

    @Test
    void what_may_change_something_and_met_a_bundle_that_left_is_to_be_asked_for_again() throws Exception {
        lab.meanwhile = () -> lab.gate.left(ACCESS);
        Wire.Reply reply = lab.ask("POST /gone", SESSION, "Origin: https://" + Lab.MAIN + ":" + lab.lan, "Content-Length: 0");
        assertEquals(503, reply.status());
        assertEquals("2", reply.headers().get("retry-after"));
        assertEquals("nosniff", reply.headers().get("x-content-type-options"));
        assertEquals("", reply.body());
        assertEquals(1, lab.reached.get());
    }

    @Test
    void h1_a_foreign_host_is_told_nothing() throws Exception {
        try (Wire wire = lab.wire(lab.lan, "evil.example")) {
            wire.send("GET /login HTTP/1.1", "Host: evil.example", SESSION);
            Wire.Reply reply = wire.reply();
            assertEquals(421, reply.status());
            assertEquals("", reply.body());
            assertEquals("close", reply.headers().get("connection"));
            assertThrows(IOException.class, wire::reply);
        }
        assertEquals(0, lab.reached.get());
    }

    @Test
    void h4_the_tunnel_leads_to_one_name_and_is_known_as_such() throws Exception {
        String remote = "remote.abc.box.test";
        assertTrue(lab.ask(lab.tunnel, remote, "GET /login").body().startsWith("/login from TUNNEL"));
        assertEquals(421, lab.ask(lab.tunnel, Lab.MAIN, "GET /login").status());
        assertEquals(421, lab.ask(lab.lan, remote, "GET /login").status());
        try (Wire wire = lab.wire(lab.tunnel, remote)) {
            wire.send("GET /login HTTP/1.1", "Host: remote.abc.box.test:4443", "X-Forwarded-For: 192.168.1.7",
                    "Forwarded: for=192.168.1.7", "X-Forwarded-Host: abc.box.test");
            assertTrue(wire.reply().body().startsWith("/login from TUNNEL"));
        }
    }

    @Test
    void the_name_on_the_home_network_is_answered_to_while_it_is_announced() throws Exception {
        String name = "box-abc.local";
        assertEquals(421, lab.ask(lab.lan, name, "GET /login").status());
        lab.multicast = new MulticastName(name);
        assertTrue(lab.ask(lab.lan, name, "GET /login").body().startsWith("/login from ON_LINK"));
        assertEquals(421, lab.ask(lab.lan, "box-abd.local", "GET /login").status());
        assertEquals(421, lab.ask(lab.tunnel, name, "GET /login").status());
        assertEquals(200, lab.ask(lab.lan, name, "POST /login", "Content-Length: 0", "Origin: https://" + name + ":" + lab.lan).status());
        assertEquals(403, lab.ask(lab.lan, name, "POST /login", "Content-Length: 0", "Origin: https://" + Lab.MAIN + ":" + lab.lan).status());
        assertEquals(401, lab.ask(lab.lan, name, "GET /admin").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "GET /login HTTP/1.1\r\nHost: abc.box.test\r\nHost: abc.box.test",
        "GET /login HTTP/1.1\r\nX-No: host",
        "GET /login HTTP/1.0",
        "GET https://evil.example/login HTTP/1.1\r\nHost: abc.box.test",
        "GET https://abc.box.test/login HTTP/1.1\r\nHost: evil.example",
        "GET /login HTTP/1.1\r\nHost: user@abc.box.test",
        "GET /login HTTP/1.1\r\nHost: a_b.box.test",
        "OPTIONS * HTTP/1.1\r\nHost: abc.box.test"})
    void h5_a_malformed_request_is_refused(String request) throws Exception {
        try (Wire wire = lab.wire(lab.lan, Lab.MAIN)) {
            wire.send(request.split("\r\n"));
            assertTrue(wire.reply().status() / 100 == 4);
        }
        assertEquals(0, lab.reached.get());
    }

    @ParameterizedTest
    @ValueSource(strings = {"//login", "/./login", "/d/../login", "/login/../admin", "/%2e%2e/login", "/login%2f..%2fadmin", "/login;a=b",
        "/login/;/", "/log%69n%00", "/login\\..\\admin", "/login%5cadmin", "/%252e", "/login%"})
    void i7_a_path_that_can_be_read_in_two_ways_is_refused(String path) throws Exception {
        assertEquals(400, lab.ask("GET " + path, SESSION).status());
        assertEquals(0, lab.reached.get());
    }

    @ParameterizedTest
    @CsvSource({"300, 200", "1000, 200", "4000, 400", "15000, 400"})
    void a_long_path_takes_no_stack(int length, int status) throws Exception {
        String path = "/" + "a".repeat(length - 1);
        assertEquals(status, lab.ask("GET " + path, SESSION).status());
        assertEquals(status == 200 ? 421 : 400, lab.ask(lab.tunnel, Lab.MAIN, "GET " + path).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TRACE", "CONNECT", "PROPFIND"})
    void other_methods_are_refused(String method) throws Exception {
        assertTrue(lab.ask(method + " /login", SESSION).status() / 100 == 4);
        assertEquals(0, lab.reached.get());
    }

    @Test
    void too_much_is_too_much() throws Exception {
        String own = "Origin: https://" + Lab.MAIN + ":" + lab.lan;
        assertTrue(lab.ask("POST /login", own, "Content-Length: 4", "", "1234").body().endsWith("body 4"));
        assertEquals(413, lab.ask("POST /login", own, "Content-Length: 1001", "", "1").status());
        assertEquals(413, lab.ask("POST /login", own, "Transfer-Encoding: chunked", "", "3e9", "x".repeat(0x3e9), "0").status());
        assertEquals(431, lab.ask("GET /login", "X: " + "x".repeat(16 * 1024)).status());
    }

    @Test
    void i6_without_access_a_request_waits_for_it() throws Exception {
        lab.gate.left(ACCESS);
        try (Wire wire = lab.wire(lab.lan, Lab.MAIN)) {
            wire.send("GET /login HTTP/1.1", "Host: " + Lab.MAIN);
            CompletableFuture<Wire.Reply> reply = CompletableFuture.supplyAsync(() -> reply(wire));
            assertThrows(TimeoutException.class, () -> reply.get(300, TimeUnit.MILLISECONDS));
            lab.gate.arrived(ACCESS);
            assertEquals(200, reply.get(30, TimeUnit.SECONDS).status());
        }
    }

    @Test
    void i6_whoever_is_woken_by_a_version_that_goes_at_once_waits_for_the_next() throws Exception {
        lab.gate.left(ACCESS);
        List<Wire> wires = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            wires.add(lab.wire(lab.lan, Lab.MAIN));
        }
        for (Wire wire : wires) {
            wire.send("GET /login HTTP/1.1", "Host: " + Lab.MAIN);
        }
        CompletableFuture<Wire.Reply> first = CompletableFuture.supplyAsync(() -> reply(wires.get(0)));
        assertThrows(TimeoutException.class, () -> first.get(300, TimeUnit.MILLISECONDS));
        lab.gate.arrived(ACCESS);
        lab.gate.left(ACCESS);
        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS).execute(() -> lab.gate.arrived(ACCESS));
        assertEquals(200, first.get(30, TimeUnit.SECONDS).status());
        for (Wire wire : wires.subList(1, 8)) {
            assertEquals(200, reply(wire).status());
        }
        for (Wire wire : wires) {
            wire.close();
        }
    }

    @Test
    void i6_but_not_for_long_and_is_never_let_through() throws Exception {
        try (Lab real = new Lab()) {
            real.gate.left(ACCESS);
            long start = System.nanoTime();
            Wire.Reply reply = real.ask("GET /login", SESSION);
            long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
            assertEquals(503, reply.status());
            assertEquals("2", reply.headers().get("retry-after"));
            assertTrue(millis >= 1900 && millis < 10_000, millis + " ms");
            assertEquals(0, real.reached.get());
        }
    }

    private static Wire.Reply reply(Wire wire) {
        try {
            return wire.reply();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.api.net.MulticastName;
import link.box.api.net.PublishedAddress;
import link.box.api.net.PublishedName;
import link.box.api.net.RebindProtection;
import link.box.api.net.RebindProtection.Advice;
import link.box.api.net.RebindProtection.Verdict;
import link.box.api.tunnel.Tunnel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said without encryption. */
class PlainPortTest {
    private static final String IP = "127.0.0.1";
    private static final String GO = "/.well-known/box/go";
    private static final RebindProtection BLOCKED = new RebindProtection(Verdict.BLOCKED, "seen",
            List.of(new Advice("A <router>", "allow abc.box.test")));
    private final FakeAccess access = new FakeAccess();
    private Lab lab;

    @BeforeEach
    void start() throws Exception {
        lab = new Lab();
        lab.gate.arrived(access);
    }

    @AfterEach
    void stop() throws Exception {
        assertEquals(0, lab.reached.get(), "nothing gets to Felix");
        lab.close();
    }

    @Test
    void the_first_step_of_an_app_leads_to_the_name_made_of_the_address() throws Exception {
        assertLeads("https://abc.box.test:" + lab.lan + "/connect");
        lab.published = new PublishedAddress(Optional.empty(), Optional.empty(), true, List.of(
                new PublishedName(Lab.MAIN, PublishedName.Kind.MAIN),
                new PublishedName("1-2-3-4.abc.box.test", PublishedName.Kind.ADDRESS)));
        assertLeads("https://1-2-3-4.abc.box.test:" + lab.lan + "/connect");
        lab.rebind = new RebindProtection(Verdict.INCONCLUSIVE, "?", List.of());
        assertLeads("https://1-2-3-4.abc.box.test:" + lab.lan + "/connect");
    }

    @Test
    void an_address_that_is_made_up_leads_here_in_a_lab_only() throws Exception {
        PublishedAddress madeUp = new PublishedAddress(Optional.of((Inet4Address) InetAddress.getByName("192.168.77.20")), Optional.empty(),
                true, List.of(new PublishedName(Lab.MAIN, PublishedName.Kind.MAIN)));
        lab.published = madeUp;
        assertEquals(303, lab.plainly("192.168.77.20", "GET " + GO).status());
        assertEquals(421, lab.plainly("192.168.77.21", "GET " + GO).status());
        try (Lab life = new Lab(false)) {
            life.published = madeUp;
            assertEquals(421, life.plainly("192.168.77.20", "GET " + GO).status());
        }
    }

    @Test
    void where_the_router_blocks_the_names_it_leads_through_the_tunnel_with_a_pass() throws Exception {
        lab.rebind = BLOCKED;
        lab.kite = new Tunnel("remote.abc.box.test", 4443, InetAddress.getLoopbackAddress());
        assertLeads("https://remote.abc.box.test:4443/connect?lp=pass-ON_LINK");
        lab.kite = new Tunnel("remote.abc.box.test", 443, InetAddress.getLoopbackAddress());
        assertLeads("https://remote.abc.box.test/connect?lp=pass-ON_LINK");
    }

    @Test
    void where_there_is_no_tunnel_either_a_page_tells_what_to_do() throws Exception {
        lab.rebind = BLOCKED;
        Wire.Reply reply = lab.plainly(IP, "GET " + GO);
        assertEquals(200, reply.status());
        assertPage(reply);
        assertTrue(reply.body().contains("A &lt;router&gt;: allow abc.box.test"), reply.body());
        assertFalse(reply.body().contains("https://abc.box.test"), "the name does not work");
        lab.kite = new Tunnel("remote.abc.box.test", 443, InetAddress.getLoopbackAddress());
        lab.gate.left(access);
        assertEquals(200, lab.plainly(IP, "GET " + GO).status(), "nobody makes a pass");
    }

    @ParameterizedTest
    @CsvSource({
        "abc.box.test, GET, 421", "box-abc.local, GET, 421", "evil.example, GET, 421", "127.0.0.2, GET, 421", "localhost, GET, 421",
        "127.0.0.1, HEAD, 421", "127.0.0.1, POST, 403", "127.0.0.1:81, GET, 421"})
    void h6_go_is_for_who_asks_for_the_very_address(String host, String method, int status) throws Exception {
        lab.multicast = new MulticastName("box-abc.local");
        Wire.Reply reply = lab.plainly(host, method + " " + GO, "Content-Length: 0");
        assertEquals(status, reply.status());
        assertEquals("", reply.body());
    }

    @Test
    void h6_go_is_not_for_this_machine_itself_where_a_foreign_tunnel_may_sit() throws Exception {
        try (Lab real = new Lab(false)) {
            assertEquals(421, real.plainly(IP, "GET " + GO).status());
            assertEquals(200, real.plainly(IP, "GET /").status());
        }
    }

    @ParameterizedTest
    @CsvSource({"/, /", "/d/lamp/?a=b, /d/lamp/?a=b", "/connect, /connect"})
    void h6_an_own_name_leads_to_its_encrypted_self(String path, String to) throws Exception {
        for (String method : new String[] {"GET", "HEAD"}) {
            Wire.Reply reply = lab.plainly("ABC.box.test", method + " " + path);
            assertEquals(308, reply.status());
            assertEquals("https://abc.box.test:" + lab.lan + to, reply.headers().get("location"));
            assertSilent(reply);
        }
        assertEquals("https://abc.box.test:" + lab.lan + "/",
                lab.plainly(Lab.MAIN, "GET /?" + "a".repeat(9_000)).headers().get("location"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "box-abc.local"})
    void h6_the_address_and_the_name_on_the_home_network_show_a_page_without_a_form(String host) throws Exception {
        lab.multicast = new MulticastName("box-abc.local");
        Wire.Reply reply = lab.plainly(host, "GET /");
        assertEquals(200, reply.status());
        assertPage(reply);
        assertTrue(reply.body().contains("href=\"https://abc.box.test:" + lab.lan + "/\""));
        assertEquals(200, lab.plainly(host + ":" + lab.http, "GET /any").status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS", "PROPFIND"})
    void h6_nothing_is_sent_in_the_clear(String method) throws Exception {
        for (String host : new String[] {IP, Lab.MAIN}) {
            Wire.Reply reply = lab.plainly(host, method + " /session/login", "Content-Length: 0");
            assertEquals(403, reply.status());
            assertEquals("", reply.body());
            assertSilent(reply);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "remote.abc.box.test", "x.abc.box.test", "def.box.test", "192.168.1.1"})
    void h1_h6_a_foreign_host_learns_nothing(String host) throws Exception {
        Wire.Reply reply = lab.plainly(host, "GET /");
        assertEquals(421, reply.status());
        assertEquals("", reply.body());
        assertEquals("close", reply.headers().get("connection"));
        assertFalse(reply.headers().toString().contains("abc"));
        assertSilent(reply);
    }

    @Test
    void h5_malformed_requests_are_refused() throws Exception {
        assertEquals(400, lab.plainly(Lab.MAIN, "GET /", "Host: " + Lab.MAIN).status());
        assertEquals(400, lab.plainly("user@" + Lab.MAIN, "GET /").status());
        assertEquals(400, lab.plainly(Lab.MAIN, "GET //evil.example").status());
        assertEquals(400, lab.plainly(Lab.MAIN, "GET http://evil.example/").status());
    }

    private void assertLeads(String to) throws Exception {
        Wire.Reply reply = lab.plainly(IP, "GET " + GO);
        assertEquals(303, reply.status());
        assertEquals(to, reply.headers().get("location"));
        assertEquals("", reply.body());
        assertSilent(reply);
    }

    private static void assertPage(Wire.Reply reply) {
        assertTrue(reply.body().contains("one two three four five six"), reply.body());
        assertTrue(reply.body().replace(":", "").toLowerCase().contains(Lab.BOX.fingerprint()), reply.body());
        assertTrue(reply.body().contains("href=\"https://127.0.0.1:"));
        for (String not : new String[] {"<form", "<input", "<script", "<button"}) {
            assertFalse(reply.body().contains(not), not);
        }
        assertTrue(reply.headers().get("content-security-policy").startsWith("default-src 'none'"));
        assertSilent(reply);
    }

    private static void assertSilent(Wire.Reply reply) {
        assertEquals("no-store", reply.headers().get("cache-control"));
        Map<String, String> headers = reply.headers();
        assertFalse(headers.containsKey("set-cookie") || headers.containsKey("strict-transport-security"), headers.toString());
    }
}

package link.box.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract of devices, as far as the gate keeps it. */
class DeviceGateTest {
    private static final String ADMIN = "Cookie: a=1; __Host-bx=good; __Secure-bxd=d; __Host-su=s; __Host-lp=l; __Host-ask=k; b=2";
    private static final String USER = "Cookie: __Host-bx=user";
    private static final String REMOTE = "remote.abc.box.test";
    private Lab lab;
    private String own;

    @BeforeEach
    void start() throws Exception {
        lab = new Lab();
        lab.gate.arrived(new FakeAccess());
        own = "Origin: https://" + Lab.MAIN + ":" + lab.lan;
    }

    @AfterEach
    void stop() throws Exception {
        lab.latch.countDown();
        lab.close();
    }

    @Test
    void i1_a_servlet_that_says_nothing_is_for_who_is_logged_in() throws Exception {
        assertEquals(401, lab.ask("GET /d/lamp/").status());
        assertEquals(303, lab.ask("GET /d/lamp/", "Accept: text/html").status());
        assertEquals(0, lab.reached.get());
        assertEquals(200, lab.ask("GET /d/lamp/", USER).status());
    }

    @Test
    void i2_what_is_not_registered_as_it_should_be_is_not_found_by_anybody() throws Exception {
        assertEquals(404, lab.ask("GET /d/none/", ADMIN).status());
        assertEquals(404, lab.ask("GET /d/", ADMIN).status());
        assertEquals(404, lab.ask("GET /d", ADMIN).status());
        lab.devices.add("com.bad", "/bad/*", "box.auth", "nobody");
        assertEquals(404, lab.ask("GET /d/bad/", ADMIN).status());
        assertEquals(0, lab.reached.get());
    }

    @ParameterizedTest
    @CsvSource({"/bell/unlisted, lan, 403", "/bell/ring, lan, 200",
        "/bell/ring, tunnel, 403", "/bell/out, lan, 200", "/bell/out, tunnel, 200",
        "/bell/else, lan, 401"})
    void i3_what_is_for_strangers_has_to_be_allowed(String path, String port, int status) throws Exception {
        boolean tunnel = port.equals("tunnel");
        assertEquals(status, lab.ask(tunnel ? lab.tunnel : lab.lan, tunnel ? REMOTE : Lab.MAIN, "GET /d" + path).status());
        if (status == 403) {
            assertEquals(403, lab.ask("GET /d/bell/unlisted", ADMIN).status());
            assertEquals(0, lab.reached.get());
        }
    }

    @Test
    void i3_for_strangers_nobody_is_known_and_no_cookie_is_there() throws Exception {
        Wire.Reply reply = lab.ask("GET /d/bell/ring", ADMIN, "Authorization: Bearer good");
        assertTrue(reply.body().contains("by nobody cookie null authorization null"), reply.body());
        assertEquals(403, lab.ask("POST /d/bell/ring", "Origin: https://evil.example").status());
        for (int i = 0; i < 8; i++) {
            assertEquals(200, lab.ask("GET /d/bell/ring").status());
        }
        assertEquals(200, lab.ask("GET /d/bell/out").status(), "the tenth");
        Wire.Reply often = lab.ask("GET /d/bell/ring");
        assertEquals(429, often.status());
        assertEquals("1", often.headers().get("retry-after"));
        assertEquals(200, lab.ask("GET /d/bell/", USER).status());
        lab.devices.clock.addAndGet(TimeUnit.MILLISECONDS.toNanos(500));
        assertEquals(200, lab.ask("GET /d/bell/ring").status());
        assertEquals(429, lab.ask("GET /d/bell/ring").status());
    }

    @Test
    void i4_a_device_sees_none_of_our_credentials() throws Exception {
        Wire.Reply reply = lab.ask("GET /d/lamp/?x=1&ticket=a&auth=b", ADMIN, "Authorization: Bearer good");
        assertTrue(reply.body().contains("by Ann cookie a=1; b=2 authorization null query x=1 "), reply.body());
    }

    @Test
    void i5_a_device_cannot_speak_for_the_box() throws Exception {
        Wire.Reply reply = lab.ask("GET /d/lamp/", ADMIN);
        assertEquals("lamp=1", reply.headers().get("set-cookie"));
        assertEquals("on", reply.headers().get("x-lamp"));
        for (String name : new String[] {"clear-site-data", "strict-transport-security", "service-worker-allowed", "public-key-pins",
            "access-control-allow-methods", "access-control-allow-origin"}) {
            assertFalse(reply.headers().containsKey(name), name);
        }
        assertEquals("nosniff", reply.headers().get("x-content-type-options"));
        assertEquals("same-origin", reply.headers().get("referrer-policy"));
        assertFalse(reply.headers().containsKey("cross-origin-opener-policy"), "a page in a sandbox could not be opened with it");
    }

    @ParameterizedTest
    @CsvSource({"same-site, no-cors, 401", "cross-site, no-cors, 401", "same-site, cors, 401", "cross-site, navigate, 200",
        "same-site, navigate, 200", "same-origin, no-cors, 200", "none, navigate, 200"})
    void w2_a_page_elsewhere_cannot_embed_what_the_persons_cookie_opens(String site, String mode, int status) throws Exception {
        Wire.Reply reply = lab.ask("GET /d/lamp/", ADMIN, "Sec-Fetch-Site: " + site, "Sec-Fetch-Mode: " + mode);
        assertEquals(status, reply.status());
        assertEquals("same-origin", reply.headers().get("cross-origin-resource-policy"));
    }

    @Test
    void i10_a_document_of_a_device_has_no_origin_unless_its_bundle_is_trusted() throws Exception {
        String usual = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'";
        assertEquals(usual + "; frame-ancestors 'self'; sandbox", lab.ask("GET /d/lamp/", ADMIN).headers().get("content-security-policy"));
        assertEquals(usual + "; frame-ancestors 'self'", lab.ask("GET /d/trusted/", ADMIN).headers().get("content-security-policy"));
    }

    @ParameterizedTest
    @CsvSource({
        // token, method, path, status
        "cam, GET, /d/cam/, 200", "cam, GET, /d/lamp/, 403", "cam, GET, /d/lock/, 403",
        "app, GET, /d/lamp/, 200", "app, GET, /d/lock/, 403",
        "read, GET, /d/lamp/, 200",
        "read, POST, /d/lamp/, 403", "read, OPTIONS, /d/lamp/, 200"})
    void i8_an_app_uses_what_it_was_granted(String token, String method, String path, int status) throws Exception {
        assertEquals(status, lab.ask(method + " " + path, "Authorization: Bearer " + token).status());
    }

    @Test
    void i8_what_is_for_admins_is_for_no_user() throws Exception {
        assertEquals(200, lab.ask("GET /d/lock/", ADMIN).status());
        assertEquals(403, lab.ask("GET /d/lock/", USER).status());
    }

    @Test
    void i9_the_rate_of_one_device_is_no_others() throws Exception {
        for (int i = 0; i < 3; i++) {
            assertEquals(200, lab.ask("GET /d/cam/", ADMIN).status());
        }
        Wire.Reply reply = lab.ask("GET /d/cam/", ADMIN);
        assertEquals(429, reply.status());
        assertEquals("20", reply.headers().get("retry-after"));
        assertEquals(200, lab.ask("GET /d/lamp/", ADMIN).status());
        lab.devices.clock.addAndGet(TimeUnit.SECONDS.toNanos(20));
        assertEquals(200, lab.ask("GET /d/cam/", ADMIN).status());
        assertEquals(429, lab.ask("GET /d/cam/", ADMIN).status());
    }

    @Test
    void i9_methods_and_bodies_are_what_the_device_takes() throws Exception {
        Wire.Reply reply = lab.ask("PUT /d/cam/", ADMIN, own);
        assertEquals(405, reply.status());
        assertTrue(reply.headers().get("allow").contains("GET") && !reply.headers().get("allow").contains("PUT"));
        assertEquals(200, lab.ask("HEAD /d/cam/", ADMIN).status());
        assertEquals(200, lab.ask("POST /d/lock/", ADMIN, own, "Content-Length: 10", "", "0123456789").status());
        assertEquals(413, lab.ask("POST /d/lock/", ADMIN, own, "Content-Length: 11", "", "0").status());
        assertEquals(413, lab.ask("POST /d/lock/", ADMIN, own, "Transfer-Encoding: chunked", "", "b", "01234567890", "0").status());
        assertEquals(200, lab.ask("POST /d/lamp/", ADMIN, own, "Content-Length: 11", "", "01234567890").status());
    }

    @Test
    void i9_eight_at_once_and_the_others_are_served() throws Exception {
        List<Wire> inside = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Wire wire = lab.wire(lab.lan, Lab.MAIN);
            inside.add(wire);
            wire.send("GET /d/lamp/?wait HTTP/1.1", "Host: " + Lab.MAIN + ":" + lab.lan, ADMIN);
        }
        while (lab.reached.get() < 8) {
            Thread.onSpinWait();
        }
        Wire.Reply reply = lab.ask("GET /d/lamp/", ADMIN);
        assertEquals(503, reply.status());
        assertEquals("1", reply.headers().get("retry-after"));
        assertEquals(200, lab.ask("GET /d/cam/", ADMIN).status());
        lab.latch.countDown();
        for (Wire wire : inside) {
            assertEquals(200, wire.reply().status());
            wire.close();
        }
        assertEquals(200, lab.ask("GET /d/lamp/", ADMIN).status());
    }
}

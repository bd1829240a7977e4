package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.api.access.ConnectionClass;
import link.box.api.access.Credential;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionTest {
    private static final String PASSWORD = "correct horse battery";

    @TempDir
    Path data;
    private Site site;
    private Browser ann;

    @BeforeEach
    void start() throws Exception {
        site = new Site(data);
        site.setUp(Map.of("email", "ann@example.com", "password", PASSWORD));
        ann = new Browser(site);
        ann.logIn(PASSWORD);
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void w5_under_another_name_of_the_box_one_is_in_without_a_question() throws Exception {
        for (String mirror : List.of("a.abc.box.test", "b.abc.box.test", "remote.abc.box.test")) {
            ann.on(mirror);
            HttpResponse<String> sent = ann.get("/session/resume?next=%2Fd%2Flamp%2F");
            assertEquals("/d/lamp/", location(sent));
            assertTrue(ann.open("/").body().contains("Logged in as ann"), mirror);
        }
        String session = ann.cookie("__Host-bx");
        assertEquals("/access", location(ann.get("/session/resume?next=/access")), "who is in goes on");
        assertEquals(session, ann.cookie("__Host-bx"));
    }

    @Test
    void w6_a_sibling_gets_no_cookie_of_ours() throws Exception {
        assertFalse(ann.cookie("__Secure-bxd").isEmpty());
        for (String sibling : List.of("abd.box.test", "box.test", "xabc.box.test", "abc.box.test.evil.example")) {
            assertEquals("", ann.on(sibling).cookie("__Secure-bxd"));
        }
    }

    @Test
    void w1_a_planted_device_cookie_changes_nothing_and_two_that_hold_mean_login() throws Exception {
        ann.on("a.abc.box.test");
        ann.cookies.put("__Secure-bxd .box.test /session/", "planted");
        assertEquals("/", location(ann.get("/session/resume")));
        Browser eve = new Browser(site);
        eve.logIn(PASSWORD);
        ann.on("b.abc.box.test");
        ann.cookies.put("__Secure-bxd .box.test /session/", eve.cookie("__Secure-bxd"));
        assertEquals("/login?next=%2Faccess", location(ann.get("/session/resume?next=/access")));
    }

    @Test
    void a_picture_or_a_frame_in_a_siblings_page_opens_no_session() throws Exception {
        int open = site.desk.presence().sessions().list().size();
        String device = ann.cookie("__Secure-bxd");
        for (String destination : List.of("image", "iframe", "empty", "script")) {
            assertEquals("/login", location(site.get("/session/resume", "Cookie", "__Secure-bxd=" + device, "Sec-Fetch-Dest",
                    destination)));
        }
        assertEquals(open, site.desk.presence().sessions().list().size());
        assertEquals("/", location(site.get("/session/resume", "Cookie", "__Secure-bxd=" + device, "Sec-Fetch-Dest", "document")));
    }

    @Test
    void w7_login_and_a_typed_password_make_a_new_session_and_end_the_old() throws Exception {
        String first = ann.cookie("__Host-bx");
        ann.logIn(PASSWORD);
        String second = ann.cookie("__Host-bx");
        assertNotEquals(first, second);
        assertTrue(site.caller(first).isEmpty());
        assertEquals(303, ann.post("/session/confirm", Map.of("password", PASSWORD, "next", "/access")).statusCode());
        assertNotEquals(second, ann.cookie("__Host-bx"));
        assertTrue(site.caller(second).isEmpty());
        assertTrue(site.caller(ann.cookie("__Host-bx")).isPresent());
    }

    @Test
    void w8_after_logging_out_nothing_of_the_browser_holds_under_any_name() throws Exception {
        String first = ann.cookie("__Host-bx");
        ann.on("a.abc.box.test").get("/session/resume");
        String second = ann.cookie("__Host-bx");
        String device = ann.cookie("__Secure-bxd");
        HttpResponse<String> out = ann.post("/session/logout", Map.of());
        assertEquals("/login", location(out));
        assertEquals("\"cache\", \"storage\"", out.headers().firstValue("Clear-Site-Data").orElseThrow());
        assertEquals("", ann.cookie("__Host-bx") + ann.cookie("__Secure-bxd"));
        assertTrue(site.caller(first).isEmpty() && site.caller(second).isEmpty());
        ann.cookies.put("__Secure-bxd .abc.box.test /session", device);
        assertEquals("/login", location(ann.get("/session/resume")));
    }

    @Test
    void w9_two_session_cookies_are_none() throws Exception {
        String two = "__Host-bx=" + ann.cookie("__Host-bx") + "; __Host-bx=planted";
        assertEquals("/session/resume", location(site.get("/", "Cookie", two)));
    }

    @Test
    void w15_who_typed_no_password_for_five_minutes_is_asked_to() throws Exception {
        Browser other = new Browser(site);
        other.logIn(PASSWORD);
        Map<String, String> end = Map.of("do", "others");
        site.worker.advance(Duration.ofMinutes(5));
        assertEquals("/session/confirm?next=%2Faccess", location(ann.post("/access", end)));
        assertTrue(site.caller(other.cookie("__Host-bx")).isPresent());
        HttpResponse<String> wrong = ann.post("/session/confirm", Map.of("password", "wrong", "next", "/access"));
        assertEquals(401, wrong.statusCode());
        assertTrue(wrong.body().contains("name=\"next\" value=\"/access\""));
        assertEquals("/access", location(ann.post("/session/confirm", Map.of("password", PASSWORD, "next", "/access"))));
        assertEquals("/access", location(ann.post("/access", end)));
        assertTrue(site.caller(other.cookie("__Host-bx")).isEmpty());
        assertTrue(site.caller(ann.cookie("__Host-bx")).isPresent());
    }

    @Test
    void who_guesses_the_password_in_several_sessions_of_a_browser_is_out_after_ten_tries() throws Exception {
        List<String> sessions = new ArrayList<>();
        for (String name : List.of("a.abc.box.test", "b.abc.box.test")) {
            ann.on(name).get("/session/resume");
            sessions.add(ann.cookie("__Host-bx"));
            for (int i = 0; i < 5; i++) {
                assertEquals(401, ann.post("/session/confirm", Map.of("password", "guess number " + i)).statusCode());
            }
        }
        ann.on("remote.abc.box.test").get("/session/resume");
        assertEquals(429, ann.post("/session/confirm", Map.of("password", PASSWORD)).statusCode());
        sessions.add(ann.cookie("__Host-bx"));
        assertTrue(sessions.stream().noneMatch(token -> site.caller(token).isPresent()));
        assertEquals("/login", location(ann.on("c.abc.box.test").get("/session/resume")));
    }

    @Test
    void who_guesses_the_present_password_under_an_address_is_out_too() throws Exception {
        Browser guest = new Browser(site).on("192.168.1.2");
        guest.logIn(PASSWORD);
        for (int i = 0; i < 10; i++) {
            assertEquals(401, guest.post("/account", Map.of("old", "guess number " + i, "password", "another horse battery")).statusCode());
        }
        assertEquals(429, guest.post("/account", Map.of("old", PASSWORD, "password", "another horse battery")).statusCode());
        assertTrue(site.caller(guest.cookie("__Host-bx")).isEmpty());
        assertEquals(303, guest.logIn(PASSWORD).statusCode());
    }

    @Test
    void a_session_that_a_device_cookie_opened_is_not_fresh() throws Exception {
        ann.on("a.abc.box.test").get("/session/resume");
        assertTrue(location(ann.post("/access", Map.of("do", "others"))).startsWith("/session/confirm"));
    }

    @Test
    void under_an_address_the_session_is_short_for_home_only_and_no_browser_is_remembered() throws Exception {
        for (String host : List.of("192.168.1.2", "box-abc.local", "[fd00::1]")) {
            Browser guest = new Browser(site).on(host);
            HttpResponse<String> in = guest.logIn(PASSWORD);
            assertEquals(1, in.headers().allValues("Set-Cookie").size());
            String token = guest.cookie("__Host-bx");
            assertTrue(site.caller(token).isPresent());
            Credential outside = new Credential(Credential.Kind.SESSION, token, Optional.empty(), ConnectionClass.TUNNEL, host, "GET", "/");
            assertTrue(site.desk.caller(outside).isEmpty());
            site.worker.advance(Duration.ofMinutes(30));
            assertTrue(site.caller(token).isEmpty());
        }
        assertEquals("/login", location(new Browser(site).on("192.168.1.2").get("/session/resume")));
    }

    @Test
    void under_a_name_of_somebody_else_the_session_is_as_long_as_any_and_no_browser_is_remembered() throws Exception {
        int remembered = site.desk.presence().browsers().list().size();
        Browser guest = new Browser(site).on("box.lan");
        guest.logIn(PASSWORD);
        site.worker.advance(Duration.ofHours(1));
        assertTrue(site.caller(guest.cookie("__Host-bx")).isPresent());
        assertEquals(remembered, site.desk.presence().browsers().list().size());
    }

    @Test
    void a_script_may_log_in_with_json() throws Exception {
        HttpResponse<String> in = json("{\"email\":\"ann@example.com\",\"password\":\"" + PASSWORD + "\",\"next\":\"//evil\",\"x\":[1]}");
        assertEquals(200, in.statusCode());
        assertEquals("{\"next\":\"/\"}", in.body());
        HttpResponse<String> wrong = json("{\"email\":\"ann@example.com\",\"password\":1}");
        assertEquals(401, wrong.statusCode());
        assertEquals("application/json;charset=utf-8", wrong.headers().firstValue("Content-Type").orElseThrow());
    }

    @Test
    void p4_a_known_browser_gets_in_from_outside_while_others_guess() throws Exception {
        Browser phone = new Browser(site, "From", "TUNNEL").on("remote.abc.box.test");
        phone.logIn(PASSWORD);
        Browser eve = new Browser(site, "From", "TUNNEL").on("remote.abc.box.test");
        for (int i = 0; i < 30; i++) {
            eve.logIn("guess number " + i);
        }
        assertEquals(429, eve.logIn(PASSWORD).statusCode());
        assertEquals(303, phone.logIn(PASSWORD).statusCode());
        assertTrue(phone.open("/").body().contains("Somebody guesses passwords"), "the next login is told");
    }

    @Test
    void a_known_browser_that_guesses_is_known_no_more() throws Exception {
        Browser phone = new Browser(site, "From", "TUNNEL").on("remote.abc.box.test");
        phone.logIn(PASSWORD);
        for (int i = 0; i < 10; i++) {
            assertEquals(401, phone.logIn("guess number " + i).statusCode());
        }
        assertEquals(429, phone.logIn("one more").statusCode());
        assertEquals("/login", location(phone.on("a.abc.box.test").get("/session/resume")));
    }

    @Test
    void p5_whether_a_user_exists_shows_neither_in_the_answer_nor_in_the_time() throws Exception {
        long[] known = new long[9];
        long[] unknown = new long[9];
        for (int i = 0; i < known.length; i++) {
            known[i] = nanos("ann@example.com");
            unknown[i] = nanos("bob@example.com");
            site.worker.advance(Duration.ofMinutes(10));
        }
        Arrays.sort(known);
        Arrays.sort(unknown);
        double ratio = (double) known[4] / unknown[4];
        assertTrue(ratio > 0.5 && ratio < 2, "median for a user / for nobody: " + ratio);
        assertEquals(wrong("ann@example.com").body().replace("ann@", "@"), wrong("bob@example.com").body().replace("bob@", "@"));
    }

    private long nanos(String email) throws Exception {
        long start = System.nanoTime();
        assertEquals(401, wrong(email).statusCode());
        return System.nanoTime() - start;
    }

    private HttpResponse<String> wrong(String email) throws Exception {
        return site.post("/session/login", Map.of("email", email, "password", "not the password"));
    }

    private HttpResponse<String> json(String body) throws Exception {
        return site.send(site.request("/session/login", "Content-Type", "application/json").POST(BodyPublishers.ofString(body)));
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }
}

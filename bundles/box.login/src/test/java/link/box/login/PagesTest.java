package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.box.api.device.Device;
import link.box.api.net.CaptivePortal;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;
import link.box.api.net.MulticastName;
import link.box.api.net.RebindProtection;
import link.box.api.registration.Endpoint;
import link.box.api.registration.Registration;
import link.box.api.registration.Url;
import link.box.api.release.PlannedRestart;
import link.box.api.work.JobReport;
import link.box.api.work.Trouble;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PagesTest {
    private static final Map<String, String> ANN = Map.of("name", "Ann <b>", "email", "ann@example.com",
            "password", "correct horse battery");
    private static final Pattern COOKIE = Pattern.compile("__Host-bx=([A-Za-z0-9_-]{43}); Path=/; Secure; HttpOnly; SameSite=Lax");

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
    void from_set_up_to_the_boxs_page_and_out_again() throws Exception {
        assertEquals("/setup", location(site.get("/")));
        assertTrue(site.get("/setup").body().contains("action=\"/setup\""));
        HttpResponse<String> in = site.setUp(ANN);
        assertEquals(303, in.statusCode());
        assertEquals("/", location(in));
        String token = token(in);
        String page = site.get("/", "Session", token).body();
        assertTrue(page.contains("Logged in as Ann &lt;b&gt;"), page);
        HttpResponse<String> out = site.post("/session/logout", Map.of(), "Session", token, "Cookie", "__Host-bx=" + token);
        assertEquals("/login", location(out));
        assertEquals("\"cache\", \"storage\"", out.headers().firstValue("Clear-Site-Data").orElseThrow());
        assertTrue(site.caller(token).isEmpty());
        assertEquals("/session/resume", location(site.get("/", "Session", token)));
        assertTrue(site.get("/login").body().contains("action=\"/session/login\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example/", "//evil.example", "javascript:alert(1)", "https://app.link.test.evil.example/"})
    void l3_nothing_leaves_to_an_unknown_app(String url) throws Exception {
        String page = site.get("/setup?redirect_url=" + URLEncoder.encode(url, StandardCharsets.UTF_8)).body();
        assertTrue(page.contains("not known to this Box"));
        assertFalse(page.contains("evil") || page.contains("alert"));
        HttpResponse<String> in = site.setUp(with("redirect_url", url));
        assertEquals("/", location(in));
        assertEquals("/", location(site.post("/continue", Map.of("redirect_url", url), "Session", token(in))));
    }

    @Test
    void w13_a_login_leads_on_inside_the_box_only() throws Exception {
        site.setUp(ANN);
        assertEquals("/d/lamp/?a=b", location(site.post("/session/login", with("next", "/d/lamp/?a=b"))));
        assertEquals("/", location(site.post("/session/login", with("next", "//evil.example"))));
        for (String evil : List.of("https://evil.example", "https:evil", "\\evil", "/\\evil")) {
            assertEquals("/", location(site.post("/session/login", with("next", evil))));
            assertEquals("/login", location(site.get("/session/resume?next=" + URLEncoder.encode(evil, StandardCharsets.UTF_8))));
        }
    }

    @Test
    void a_wrong_password_is_told_with_the_address_kept_and_the_password_not() throws Exception {
        site.setUp(ANN);
        HttpResponse<String> wrong = site.post("/session/login", Map.of("email", "a\"><script>", "password", "not the password"));
        assertEquals(401, wrong.statusCode());
        assertTrue(wrong.body().contains("role=\"alert\"") && wrong.body().contains("value=\"a&quot;&gt;&lt;script&gt;\""), wrong.body());
        assertFalse(wrong.body().contains("not the password") || wrong.body().contains("<script"));
        assertTrue(wrong.headers().firstValue("Set-Cookie").isEmpty());
    }

    @Test
    void too_many_wrong_ones_are_told_to_wait() throws Exception {
        site.setUp(ANN);
        Map<String, String> guess = Map.of("email", "ann@example.com", "password", "not the password");
        for (int i = 0; i < 5; i++) {
            assertEquals(401, site.post("/session/login", guess, "From", "TUNNEL").statusCode());
        }
        HttpResponse<String> locked = site.post("/session/login", guess, "From", "TUNNEL");
        assertEquals(429, locked.statusCode());
        assertEquals("180", locked.headers().firstValue("Retry-After").orElseThrow());
        assertTrue(locked.body().contains("Wait 180 seconds;"), locked.body());
        site.worker.advance(Duration.ofSeconds(179));
        assertTrue(site.post("/session/login", guess, "From", "TUNNEL").body().contains("Wait one second;"));
        assertEquals(303, site.post("/session/login", ANN).statusCode());
    }

    @Test
    void the_boxs_page_shows_facts_and_devices_that_keep_to_the_contract() throws Exception {
        String token = token(site.setUp(ANN));
        site.facts.devices = List.of(device("lamp", "The <lamp>", "/d/lamp/"), device("evil", "Evil", "https://evil.example"),
                device("evil2", "Evil", "/d/lamp/"), device("../x", "Evil", "/d/../x/"));
        String page = site.get("/", "Session", token).body();
        assertTrue(page.contains("<dd>abc</dd>") && page.contains("none yet"), page);
        assertTrue(page.contains("<dd>one two three four five six</dd>"), page);
        assertTrue(page.contains("<dd>" + site.facts.identity.fingerprint() + "</dd>"), page);
        assertTrue(page.contains("<a href=\"/d/lamp/\">The &lt;lamp&gt;</a>"), page);
        assertFalse(page.contains("Evil"));
        assertTrue(page.contains("<a href=\"/phone\">Add a phone</a>"), "where apps are told: " + page);
    }

    @Test
    void the_boxs_page_says_what_needs_attention_and_where_it_can_be_reached() throws Exception {
        String token = token(site.setUp(ANN));
        String calm = site.get("/", "Session", token).body();
        assertTrue(calm.contains("Nothing needs you") && calm.contains("by no name") && calm.contains("no tunnel"), calm);
        assertTrue(calm.contains("Not yet: the Box has no valid certificate"), calm);
        site.facts.troubles = List.of(new Trouble("box.x", "The <disk> is full", "Make room"),
                new Trouble("box.y", "the secret is missing", "tunnel.secret wants a value"));
        site.facts.endpoints = List.of(endpoint(Endpoint.Reach.TUNNEL, "https://remote.abc.box.test"),
                endpoint(Endpoint.Reach.LAN, "https://a.abc.box.test:8443"));
        String page = site.get("/", "Session", token).body();
        assertTrue(page.contains("The &lt;disk&gt; is full") && page.contains("Make room"), page);
        assertTrue(page.contains("<p>The secret is missing</p>\n<p>tunnel.secret wants a value</p>"), page);
        assertFalse(page.contains("Nothing needs you"));
        assertTrue(page.contains("<dt>At home</dt><dd><a href=\"https://a.abc.box.test:8443\">"), page);
        assertTrue(page.contains("<dt>From outside</dt><dd><a href=\"https://remote.abc.box.test\">"), page);
    }

    private static Endpoint endpoint(Endpoint.Reach reach, String uri) {
        return new Endpoint() {
            @Override
            public Reach reach() {
                return reach;
            }

            @Override
            public List<Url> urls() {
                return List.of(new Url(URI.create(uri), Url.Kind.MIRROR));
            }
        };
    }

    @Test
    void a_home_that_hides_the_box_is_told_on_its_page_with_advice() throws Exception {
        String token = token(site.setUp(ANN));
        assertFalse(site.get("/", "Session", token).body().contains("hides this Box"));
        site.facts.protection = new RebindProtection(RebindProtection.Verdict.BLOCKED, "seen",
                List.of(new RebindProtection.Advice("Router <1>", "allow abc.box.test")));
        String page = site.get("/", "Session", token).body();
        assertTrue(page.contains("hides this Box") && page.contains("<dt>Router &lt;1&gt;</dt><dd>allow abc.box.test</dd>"), page);
    }

    @Test
    void a_box_that_is_cut_off_says_so_and_how_it_is_reached_at_home() throws Exception {
        String token = token(site.setUp(ANN));
        site.facts.jobs = () -> List.of(job("link.box.registration", "no connection"));
        site.facts.multicast = new MulticastName("box-abc.local");
        LocalAddress home = new LocalAddress("eth0", InetAddress.getByName("192.168.1.2"), 24);
        site.facts.addresses = new LocalAddresses(List.of(home), Optional.empty());
        String page = site.get("/", "Session", token).body();
        assertTrue(page.contains("No connection to its servers") && page.contains("box-abc.local or 192.168.1.2"), page);
        site.facts.registration = new Registration(URI.create("https://r.test"), List.of(), List.of("IPv4"));
        assertFalse(site.get("/", "Session", token).body().contains("No connection to its servers"), "announced is not cut off");
    }

    @Test
    void a_restart_is_announced_with_its_reason() throws Exception {
        String token = token(site.setUp(ANN));
        assertFalse(site.get("/", "Session", token).body().contains("about to restart"));
        site.facts.restart = new PlannedRestart(42, Duration.ofSeconds(5), "release 42 changes <Jetty>");
        String page = site.get("/", "Session", token).body();
        assertTrue(page.contains("about to restart") && page.contains("Within 5 seconds"), page);
        assertTrue(page.contains("42 changes &lt;Jetty&gt;"), page);
    }

    @Test
    void a_box_that_has_nobody_to_ask_or_whose_other_jobs_fail_is_not_cut_off() throws Exception {
        String token = token(site.setUp(ANN));
        assertFalse(site.get("/", "Session", token).body().contains("No connection to its servers"));
        site.facts.jobs = () -> List.of(job("link.box.acme", "the CA is down"), job("link.box.address", null));
        assertFalse(site.get("/", "Session", token).body().contains("No connection to its servers"));
    }

    @Test
    void a_captive_portal_is_said_with_what_to_do() throws Exception {
        String token = token(site.setUp(ANN));
        site.facts.portal = new CaptivePortal("login.<cafe>.test");
        String page = site.get("/", "Session", token).body();
        assertTrue(page.contains("a login at login.&lt;cafe&gt;.test") && page.contains("from a phone or computer"), page);
        assertTrue(page.contains("no address at home either"), page);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/access", "/account", "/phone", "/session/confirm", "/?redirect_url=https://app.link.test/"})
    void logging_out_is_at_hand_on_every_page_behind_the_login(String path) throws Exception {
        String token = token(site.setUp(ANN));
        String page = site.get(path, "Session", token).body();
        assertTrue(page.contains("<form method=\"post\" action=\"/session/logout\">"), page);
    }

    private static JobReport job(String owner, String trouble) {
        return new JobReport(owner, "do it", Optional.ofNullable(trouble), trouble == null ? 0 : 1, Optional.empty());
    }

    @Test
    void what_the_pages_are_made_of_is_there() throws Exception {
        assertEquals("text/css;charset=utf-8", site.get("/assets/box.css").headers().firstValue("Content-Type").orElseThrow());
        assertEquals(200, site.get("/assets/box.svg").statusCode());
        assertEquals(404, site.get("/assets/").statusCode());
        assertEquals(404, site.get("/assets/PagesServlet.class").statusCode());
    }

    private static Device device(String id, String label, String page) {
        return new Device() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public String label() {
                return label;
            }

            @Override
            public String page() {
                return page;
            }
        };
    }

    private static Map<String, String> with(String name, String value) {
        return Map.of("name", "Ann <b>", "email", "ann@example.com", "password", "correct horse battery", name, value);
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static String token(HttpResponse<String> response) {
        Matcher cookie = COOKIE.matcher(String.join("\n", response.headers().allValues("Set-Cookie")));
        assertTrue(cookie.find());
        return cookie.group(1);
    }
}

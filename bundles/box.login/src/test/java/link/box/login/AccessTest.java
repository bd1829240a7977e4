package link.box.login;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.box.login.session.AppKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccessTest {
    private static final String PASSWORD = "correct horse battery";
    private static final String NEXT = "another horse battery";
    private static final String PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Version/18.0 Safari/604.1";

    @TempDir
    Path data;
    private final List<String> revoked = new ArrayList<>();
    private Site site;
    private Browser ann;
    private Browser phone;

    @BeforeEach
    void start() throws Exception {
        site = new Site(data);
        site.setUp(Map.of("email", "ann@example.com", "password", PASSWORD));
        ann = new Browser(site);
        ann.logIn(PASSWORD);
        phone = new Browser(site, "From", "TUNNEL", "User-Agent", PHONE).on("remote.abc.box.test");
        phone.logIn(PASSWORD);
        site.connected.keepers = List.of(keeper());
    }

    @AfterEach
    void stop() throws Exception {
        site.close();
    }

    @Test
    void the_page_shows_who_is_in_with_what_and_from_where() throws Exception {
        String page = ann.get("/access").body();
        assertTrue(page.contains("<strong>Safari, iPhone</strong>") && page.contains("through the tunnel"), page);
        assertTrue(page.contains("at home, from 127.0.0.1") && page.contains("(this one)"), page);
        assertTrue(page.contains("since 1 November 2026, 12:00 UTC") && page.contains("One app is connected."), page);
        assertFalse(page.contains(phone.cookie("__Host-bx")) || page.contains(phone.cookie("__Secure-bxd")));
    }

    @Test
    void one_session_or_one_browser_can_be_ended() throws Exception {
        // sessions in the order of their beginning: of the set-up, ours, the phone's
        String id = form(ann.get("/access").body(), "end", 1);
        ann.post("/access", Map.of("do", "end", "what", id));
        assertFalse(phoneIn());
        phone.get("/session/resume");
        assertTrue(phoneIn(), "it is still remembered");
        ann.post("/access", Map.of("do", "forget", "what", browserOf(phone)));
        assertFalse(phoneIn());
        assertEquals("/login", location(phone.on("a.abc.box.test").get("/session/resume")));
        assertTrue(site.caller(ann.cookie("__Host-bx")).isPresent());
    }

    @Test
    void all_others_can_be_ended_at_once() throws Exception {
        assertEquals("/access", location(ann.post("/access", Map.of("do", "others"))));
        assertFalse(phoneIn());
        assertEquals("/login", location(phone.on("a.abc.box.test").get("/session/resume")));
        assertEquals("/", location(ann.on("a.abc.box.test").get("/session/resume")));
    }

    @Test
    void new_browsers_can_be_kept_out_of_the_tunnel() throws Exception {
        ann.post("/access", Map.of("do", "newcomers", "what", "no"));
        Browser eve = new Browser(site, "From", "TUNNEL").on("remote.abc.box.test");
        assertEquals(403, eve.logIn(PASSWORD).statusCode());
        assertEquals(303, phone.logIn(PASSWORD).statusCode());
        assertEquals(303, new Browser(site).logIn(PASSWORD).statusCode());
        stop();
        site = new Site(data);
        assertEquals(403, new Browser(site, "From", "TUNNEL").logIn(PASSWORD).statusCode(), "a restart forgets nothing");
    }

    @Test
    void a_new_password_throws_everybody_out_but_who_chose_it() throws Exception {
        String before = ann.cookie("__Host-bx");
        HttpResponse<String> changed = ann.post("/account", Map.of("old", PASSWORD, "password", NEXT, "apps", "end"));
        assertEquals("/account?changed", location(changed));
        assertTrue(ann.get("/account?changed").body().contains("The password is changed"));
        assertTrue(site.caller(before).isEmpty());
        assertFalse(phoneIn());
        assertEquals("/login", location(phone.on("a.abc.box.test").get("/session/resume")));
        assertEquals(List.of(site.desk.accounts().byEmail("ann@example.com").orElseThrow().id()), revoked);
        assertEquals(401, phone.logIn(PASSWORD).statusCode());
        assertEquals(303, phone.logIn(NEXT).statusCode());
    }

    @Test
    void apps_stay_connected_only_if_one_says_so() throws Exception {
        ann.post("/account", Map.of("old", PASSWORD, "password", NEXT, "apps", "keep"));
        assertEquals(List.of(), revoked);
        ann.post("/account", Map.of("old", NEXT, "password", PASSWORD));
        assertEquals(List.of(site.desk.accounts().byEmail("ann@example.com").orElseThrow().id()), revoked);
    }

    @Test
    void one_keeper_that_fails_spares_no_other() throws Exception {
        site.connected.keepers = List.of(broken(), keeper(), broken(), keeper());
        assertThrows(IOException.class, () -> site.connected.passwordChanged("u1", false));
        assertThrows(IOException.class, () -> site.connected.revokeAll());
        assertEquals(List.of("u1", "u1", "all", "all"), revoked);
    }

    @Test
    void the_present_password_and_a_good_new_one_are_needed() throws Exception {
        assertEquals(401, ann.post("/account", Map.of("old", "wrong", "password", NEXT)).statusCode());
        assertEquals(400, ann.post("/account", Map.of("old", PASSWORD, "password", "password123")).statusCode());
        assertTrue(phoneIn() && site.caller(ann.cookie("__Host-bx")).isPresent());
        assertEquals(303, ann.logIn(PASSWORD).statusCode());
    }

    @Test
    void without_a_session_there_is_nothing() throws Exception {
        for (String path : List.of("/access", "/account", "/session/confirm")) {
            assertEquals(404, site.get(path).statusCode());
            assertEquals(404, site.post(path, Map.of("do", "others", "password", PASSWORD)).statusCode());
        }
        assertTrue(phoneIn());
    }

    private boolean phoneIn() {
        return site.caller(phone.cookie("__Host-bx")).isPresent();
    }

    private String browserOf(Browser browser) {
        return site.desk.presence().browsers().find(List.of(browser.cookie("__Secure-bxd"))).orElseThrow().id();
    }

    private static String form(String page, String act, int which) {
        Matcher found = Pattern.compile("name=\"do\" value=\"" + act + "\">\n<input type=\"hidden\" name=\"what\" value=\"([0-9a-f]{16})\"")
                .matcher(page);
        for (int i = 0; i <= which; i++) {
            assertTrue(found.find(), page);
        }
        return found.group(1);
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElseThrow();
    }

    private static AppKeeper broken() {
        return new AppKeeper() {
            @Override
            public List<App> of(String user) {
                return List.of();
            }

            @Override
            public void revoke(String user) throws IOException {
                throw new IOException("the disk is full");
            }

            @Override
            public void revokeAll() throws IOException {
                throw new IOException("the disk is full");
            }
        };
    }

    private AppKeeper keeper() {
        return new AppKeeper() {
            @Override
            public List<App> of(String user) {
                return List.of(new App("https://app.example", Instant.EPOCH));
            }

            @Override
            public void revoke(String user) {
                revoked.add(user);
            }

            @Override
            public void revokeAll() {
                revoked.add("all");
            }
        };
    }
}

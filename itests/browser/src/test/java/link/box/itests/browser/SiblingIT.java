package link.box.itests.browser;

import static link.box.itests.browser.OnlineBox.EMAIL;
import static link.box.itests.browser.OnlineBox.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import link.box.lab.Lab;
import link.box.lab.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Another Box of the same zone as the attacker, and any page of the web: what they cannot do to ours. The zone is on no list. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SiblingIT {
    private static final String SIBLING = "sibling.box.test";
    private static final String EVIL = "evil.link.test";
    private static final String TOKEN = "A".repeat(43);
    private static OnlineBox box;
    private static Reflector servers;
    private static int port;
    private static Chrome chrome;

    @BeforeAll
    static void start() throws Exception {
        Chrome.needed();
        box = OnlineBox.start("sibling");
        servers = new Reflector(box.lab(), SIBLING, EVIL);
        port = Ports.free(1)[0];
        servers.https(port);
        chrome = box.atHome("sibling");
    }

    @AfterAll
    static void stop() throws Exception {
        if (box != null) {
            box.close();
        }
    }

    @Test
    @Order(1)
    void s7_a_page_of_the_web_makes_no_admin_by_form_nor_by_script() throws Exception {
        for (String attacker : List.of(EVIL, SIBLING)) {
            chrome.open(box.local("/setup")); // so that there is something to misuse
            String fields = "<input name=email value=" + EMAIL + "><input name=password value='" + PASSWORD + "'>";
            assertEquals(403, posted(attacker, "/setup", fields));
            assertEquals("nothing", chrome.driver().executeAsyncScript("""
                    const [url, done] = arguments;
                    const body = new URLSearchParams({ email: "eve@example.org", password: "correct horse battery", token: "x" });
                    fetch(url, { method: "POST", credentials: "include", body }).then((each) => done(each.status), () => done("nothing"));
                    """, box.local("/setup")));
        }
        chrome.open(box.local("/"));
        chrome.awaitText("You are the first one here");
        box.enter(chrome);
    }

    @Test
    @Order(2)
    void w2_a_sibling_s_form_changes_nothing_although_our_cookie_comes_along() throws Exception {
        for (String path : List.of("/session/logout", "/access", "/account", "/oauth/authorize", "/d/lamp/")) {
            assertEquals(403, posted(SIBLING, path, "<input name=do value=others>"), path);
        }
        chrome.open(box.local("/"));
        chrome.awaitText("Logged in as");
    }

    @Test
    @Order(3)
    void w4_a_form_of_our_own_passes_under_our_referrer_policy() throws Exception {
        chrome.open(box.local("/session/confirm?next=/access"));
        chrome.type("#password", PASSWORD);
        chrome.network();
        chrome.press("main form button");
        chrome.awaitText("Browsers that stay logged in");
        assertEquals(200, Requests.status(chrome.network(), box.local("/access")));
    }

    @Test
    @Order(4)
    void w5_another_name_of_the_same_box_needs_no_login_and_two_redirects_at_most() throws Exception {
        String main = box.local("/").replace(Lab.HOME_LABEL + ".", "");
        for (String url : List.of(main.replace("//", "//a."), main, main.replace("//", "//local."), box.remote("/"))) {
            chrome.network();
            chrome.open(url);
            chrome.awaitText("Logged in as ann");
            assertEquals(url, chrome.url());
            List<String> way = Requests.documents(chrome.network());
            assertTrue(way.size() <= 3, "two redirects at most: " + way);
        }
    }

    @Test
    @Order(5)
    void w6_no_cookie_of_ours_reaches_a_sibling() {
        servers.seen().clear();
        for (String path : List.of("/", "/session", "/session/resume", "/d/lamp/")) {
            visit(SIBLING, path, "");
        }
        assertEquals(4, servers.seen().stream().filter(each -> !each.path().equals("/favicon.ico")).count());
        servers.seen().forEach(each -> assertNull(each.header("Cookie"), each.toString()));
    }

    @Test
    @Order(6)
    void w1_cookies_that_a_sibling_plants_lead_nobody_into_another_session() throws Exception {
        for (String where : List.of("Path=/", "Path=/session", "Path=/session/resume")) {
            String planted = List.of("__Host-bx", "__Secure-bxd", "__Host-su", "__Host-lp", "__Host-ask").stream()
                    .map(name -> "Set-Cookie: " + name + "=" + TOKEN + "; Secure; Domain=box.test; " + where)
                    .collect(Collectors.joining("\n"));
            visit(SIBLING, "/", planted);
            staysOneself(chrome, where + " afterwards");
            try (Chrome fresh = box.atHome("planted" + where.length())) {
                fresh.open(page(SIBLING, "/", planted));
                box.enter(fresh);
                staysOneself(fresh, where + " before");
            }
        }
    }

    @Test
    @Order(7)
    void w16_a_flood_of_cookies_costs_a_login_and_a_bomb_one_error_page() throws Exception {
        for (int i = 0; i < 12; i++) {
            String name = "x" + i + "-";
            visit(SIBLING, "/", IntStream.range(0, 40)
                    .mapToObj(each -> "Set-Cookie: " + name + each + "=1; Path=/; Secure; Domain=box.test").collect(Collectors.joining("\n")));
        }
        chrome.open(box.local("/"));
        chrome.await("at worst the login page", () -> chrome.text().contains("Logged in as") || chrome.text().contains("Log in to go on"));
        chrome.open(page(SIBLING, "/", ""));
        for (int i = 0; i < 10; i++) { // by script, since they are too long for the query that asks for headers
            chrome.script("document.cookie = arguments[0]", "y" + i + "=" + "z".repeat(3000) + "; Path=/; Domain=box.test");
        }
        chrome.network();
        chrome.open(box.local("/"));
        assertEquals(431, Requests.status(chrome.network(), box.local("/")));
        chrome.open(box.local("/"));
        chrome.awaitText("Log in to go on");
        chrome.enter(EMAIL, PASSWORD);
        chrome.awaitText("Logged in as");
    }

    /** One is who one was, or has to log in; the device cookie that was planted beside ours may cost that. */
    private static void staysOneself(Chrome person, String when) throws Exception {
        person.open(box.local("/"));
        person.await("oneself, " + when, () -> person.text().contains("Logged in as ann") || person.text().contains("Log in to go on"));
        if (person.sees("#email")) {
            box.enter(person);
        }
    }

    /** @return the Box's answer to a form of that host's page */
    private static int posted(String host, String path, String fields) throws Exception {
        chrome.open("https://" + host + ":" + port + Reflector.path("/", 200, "",
                "<form method=post action='" + box.local(path) + "'>" + fields + "<button>send</button></form>"));
        chrome.network();
        chrome.click("button");
        chrome.await("sent", () -> chrome.url().startsWith(box.local(path)));
        int status = Requests.status(chrome.network(), box.local(path));
        chrome.open(page(host, "/", ""));
        return status;
    }

    private static void visit(String host, String path, String headers) {
        chrome.open(page(host, path, headers));
    }

    private static String page(String host, String path, String headers) {
        return "https://" + host + ":" + port + Reflector.path(path, 200, headers, "here");
    }
}

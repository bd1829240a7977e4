package link.box.itests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import link.box.lab.Browser;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import link.box.lab.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What a sibling Box in the same zone can do to ours in the Chromium at hand, as long as the zone is not on the Public Suffix List; and
 * that it cannot once it is. A suffix of that list that Chromium knows is led to loopback for that.
 */
class SiblingFactsIT {
    private static final String PLAIN = "box.test";
    private static final String LISTED = "dedyn.io";
    private static Lab lab;
    private static Reflector servers;
    private static int port;
    private static int people;
    private Chrome chrome;

    @BeforeAll
    static void start() throws Exception {
        Chrome.needed();
        lab = new Lab(Path.of(System.getProperty("box.images")).toRealPath(), OnlineBox.fresh("siblings"), LabOptions.usual());
        servers = new Reflector(lab, "ours.box.test", "a.ours.box.test", "sibling.box.test", "ours.dedyn.io", "a.ours.dedyn.io",
                "sibling.dedyn.io");
        port = Ports.free(1)[0];
        servers.https(port);
    }

    @AfterAll
    static void stop() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    @BeforeEach
    void somebody_new_is_there() throws Exception {
        chrome = new Chrome(Browser.led(lab, "sibling" + people++, "MAP *." + LISTED + " 127.0.0.1", List.of()));
        servers.seen().clear();
    }

    @AfterEach
    void and_leaves() {
        chrome.close();
    }

    @Test
    void f7_a_sibling_s_cookie_arrives_before_ours_unless_the_zone_is_listed() {
        for (String zone : List.of(PLAIN, LISTED)) {
            visit("sibling." + zone, "Set-Cookie: plain=tossed; Domain=" + zone + "; Path=/\n"
                    + "Set-Cookie: __Host-bx=tossed; Secure; Path=/; Domain=" + zone);
            visit("ours." + zone, "Set-Cookie: plain=ours; Path=/\nSet-Cookie: __Host-bx=ours; Secure; Path=/");
            visit("sibling." + zone, "Set-Cookie: late=tossed; Domain=" + zone + "; Path=/deep");
            assertEquals((zone.equals(PLAIN) ? "late=tossed; plain=tossed; " : "") + "plain=ours; __Host-bx=ours", cookies("ours." + zone));
        }
    }

    @Test
    void f7_a_sibling_s_form_is_same_site_and_carries_our_lax_cookies_unless_the_zone_is_listed() throws Exception {
        for (String zone : List.of(PLAIN, LISTED)) {
            visit("ours." + zone, "Set-Cookie: __Host-bx=ours; Secure; Path=/; SameSite=Lax");
            chrome.open("https://sibling." + zone + ":" + port + Reflector.path("/", 200, "",
                    "<form method=post action='" + url("ours." + zone, "/form") + "'><button>send</button></form>"));
            chrome.click("button");
            chrome.await("sent", () -> chrome.url().endsWith("/form"));
            assertEquals(zone.equals(PLAIN) ? "same-site" : "cross-site", servers.last("/form").header("Sec-fetch-site"));
            assertEquals(zone.equals(PLAIN) ? "__Host-bx=ours" : null, servers.last("/form").header("Cookie"));
        }
    }

    @Test
    void f7_clear_site_data_of_a_sibling_wipes_our_cookies_unless_the_zone_is_listed() {
        for (String zone : List.of(PLAIN, LISTED)) {
            visit("ours." + zone, "Set-Cookie: __Host-bx=ours; Secure; Path=/; Max-Age=1000");
            visit("sibling." + zone, "Clear-Site-Data: \"cookies\"");
            assertEquals(zone.equals(PLAIN) ? null : "__Host-bx=ours", cookies("ours." + zone));
        }
    }

    @Test
    void f8_a_cookie_of_our_own_domain_reaches_our_names_and_no_sibling() {
        for (String zone : List.of(PLAIN, LISTED)) {
            visit("ours." + zone, "Set-Cookie: __Secure-bxd=ours; Secure; Path=/; Domain=ours." + zone);
            assertEquals("__Secure-bxd=ours", cookies("a.ours." + zone));
            assertEquals(null, cookies("sibling." + zone));
        }
    }

    @Test
    void f10_a_sibling_with_many_secure_cookies_evicts_ours_unless_the_zone_is_listed() {
        assertTrue(afterFlood(PLAIN, "").contains("__Host-bx=ours"), "cookies that are not Secure go first");
        assertFalse(afterFlood(PLAIN, "; Secure").contains("__Host-bx=ours"));
        assertEquals("__Host-bx=ours", afterFlood(LISTED, "; Secure"));
    }

    /** @return our cookies after a sibling has set 240 of its own */
    private String afterFlood(String zone, String attributes) {
        visit("ours." + zone, "Set-Cookie: __Host-bx=ours; Secure; Path=/");
        for (int i = 0; i < 6; i++) {
            String name = "x" + i + "-";
            visit("sibling." + zone, IntStream.range(0, 40).mapToObj(each -> "Set-Cookie: " + name + each + "=1; Path=/; Domain=" + zone
                    + attributes).collect(Collectors.joining("\n")));
        }
        return String.valueOf(cookies("ours." + zone));
    }

    @Test
    void f10_the_cookies_that_a_sibling_may_leave_make_a_header_beyond_16_kilobytes() {
        chrome.open(url("sibling." + PLAIN, "/"));
        for (int i = 0; i < 10; i++) { // by script, since they are too long for the query that asks for headers
            chrome.script("document.cookie = arguments[0]", "y" + i + "=" + "z".repeat(3000) + "; Path=/; Domain=" + PLAIN);
        }
        String cookies = String.valueOf(cookies("ours." + PLAIN));
        assertTrue(cookies.length() > 30_000, cookies.length() + " bytes");
    }

    private void visit(String host, String headers) {
        chrome.open("https://" + host + ":" + port + Reflector.path("/", 200, headers, "here"));
    }

    private String cookies(String host) {
        chrome.open(url(host, "/deep/echo"));
        return servers.last("/deep/echo").header("Cookie");
    }

    private static String url(String host, String path) {
        return "https://" + host + ":" + port + path;
    }
}

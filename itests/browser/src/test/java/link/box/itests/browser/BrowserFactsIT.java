package link.box.itests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
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
 * The facts about browsers that app and login stand on, of the Chromium at hand. All servers are on loopback: which of them is public and
 * which is local is told to Chromium by a flag, and the question that it would ask a person cannot be seen without a window.
 */
class BrowserFactsIT {
    private static final String APP = "page.link.test";
    private static final String ADDRESS = "192.168.1.23";
    private static final String BOX = "192-168-1-23.aaaa.box.test";
    private static Lab lab;
    private static Reflector servers;
    private static String flags;
    private static String rules;
    private static int open;
    private static int home;
    private static int people;
    private Chrome chrome;

    @BeforeAll
    static void start() throws Exception {
        Chrome.needed();
        lab = new Lab(Path.of(System.getProperty("box.images")).toRealPath(), OnlineBox.fresh("facts"), LabOptions.usual());
        servers = new Reflector(lab, APP, "client.link.test", BOX);
        int[] ports = Ports.free(3);
        open = ports[0];
        home = ports[1];
        servers.https(open);
        servers.https(home);
        servers.http(ports[2]);
        rules = "MAP " + ADDRESS + ":80 127.0.0.1:" + ports[2];
        flags = "--ip-address-space-overrides=127.0.0.1:" + open + "=public,127.0.0.1:" + home + "=local,127.0.0.1:" + ports[2] + "=local";
    }

    @AfterAll
    static void stop() throws Exception {
        if (lab != null) {
            lab.close();
        }
    }

    @BeforeEach
    void somebody_new_is_there() throws Exception {
        chrome = new Chrome(Browser.led(lab, "facts" + people++, rules, List.of(flags)));
        servers.seen().clear();
    }

    @AfterEach
    void and_leaves() {
        chrome.close();
    }

    @Test
    void f1_a_navigation_into_the_home_is_free_keeps_its_fragment_and_tells_the_hop_nothing() throws Exception {
        chrome.open(app("/", "", "here"));
        chrome.script("location.assign(arguments[0])", "http://" + ADDRESS
                + Reflector.path("/go", 303, "Location: https://" + BOX + ":" + home + "/landed", "") + "#state=kept");
        chrome.await("the Box's page", () -> chrome.url().equals("https://" + BOX + ":" + home + "/landed#state=kept"));
        Reflector.Seen hop = servers.last("/go");
        assertEquals(ADDRESS, hop.host());
        assertNull(hop.header("Referer"));
        assertTrue(hop.headers().keySet().stream().noneMatch(each -> each.toLowerCase().startsWith("sec-fetch")), hop.toString());
        assertEquals("prompt", permission());
    }

    @Test
    void f2_a_request_into_the_home_does_not_leave_the_browser_before_it_is_allowed() throws Exception {
        chrome.open(app("/", "", "here"));
        assertEquals("prompt", permission());
        assertEquals("nothing", fetched("https://" + BOX + ":" + home + "/fetched"));
        assertEquals("nothing", fetched("http://" + ADDRESS + "/fetched"));
        chrome.script("new Image().src = arguments[0]", "https://" + BOX + ":" + home + "/image");
        assertEquals("nothing", fetched("https://" + BOX + ":" + home + "/again"), "while the picture has had its time");
        assertEquals(List.of("/"), servers.seen().stream().map(Reflector.Seen::path).filter(each -> !each.equals("/favicon.ico")).toList());
        chrome.permit("local-network", "granted");
        assertEquals("answered", fetched("https://" + BOX + ":" + home + "/allowed"));
        assertEquals(BOX, servers.last("/allowed").host());
    }

    @Test
    void f5_no_referrer_takes_the_origin_from_forms_and_same_origin_does_not() throws Exception {
        for (Map.Entry<String, String> policy : Map.of("no-referrer", "null", "same-origin", "https://" + APP + ":" + open).entrySet()) {
            chrome.open(app("/", "Referrer-Policy: " + policy.getKey(), "<form method=post action=/form><button>send</button></form>"));
            chrome.driver().executeAsyncScript("fetch('/fetched', { method: 'POST', body: 'x' }).then(arguments[0])");
            assertEquals("https://" + APP + ":" + open, servers.last("/fetched").header("Origin"), policy.getKey());
            chrome.click("button");
            chrome.await("sent", () -> chrome.url().endsWith("/form"));
            assertEquals(policy.getValue(), servers.last("/form").header("Origin"), policy.getKey());
        }
    }

    @Test
    void f6_form_action_self_stops_the_redirect_after_a_form_and_the_origin_in_it_lets_it_pass() throws Exception {
        String client = "https://client.link.test:" + open;
        String consent = Reflector.path("/consent", 303, "Location: " + client + "/back", "").replace("&", "&amp;");
        String form = "<form method=post action='" + consent + "'><button>send</button></form>";
        chrome.open(app("/", "Content-Security-Policy: form-action 'self'", form));
        chrome.click("button");
        chrome.await("the form has arrived", () -> servers.seen().stream().anyMatch(each -> each.path().equals("/consent")));
        chrome.await("the console says so", () -> chrome.complaints().stream().anyMatch(each -> each.contains("form-action")));
        assertFalse(servers.seen().stream().anyMatch(each -> each.path().equals("/back")), servers.seen().toString());
        chrome.open(app("/", "Content-Security-Policy: form-action 'self' " + client, form));
        chrome.click("button");
        chrome.await("the client", () -> chrome.url().equals(client + "/back"));
        chrome.open(app("/", "Content-Security-Policy: form-action 'self'", "here"));
        chrome.script("fetch('/consent', { method: 'POST' }).then(() => location.assign(arguments[0]))", client + "/fetched-back");
        chrome.await("the client", () -> chrome.url().equals(client + "/fetched-back"));
    }

    private static String app(String path, String headers, String body) {
        return "https://" + APP + ":" + open + Reflector.path(path, 200, headers, body);
    }

    private Object permission() {
        return chrome.driver().executeAsyncScript("""
                const done = arguments[0];
                navigator.permissions.query({ name: "local-network" }).then((each) => done(each.state), (error) => done(String(error)));
                """);
    }

    /** @return answered, or nothing: refused, or still waiting for the person after 2 s */
    private Object fetched(String url) {
        return chrome.driver().executeAsyncScript("""
                const [url, done] = arguments;
                fetch(url, { mode: "no-cors", signal: AbortSignal.timeout(2000) }).then(() => done("answered"), () => done("nothing"));
                """, url);
    }
}

package link.box.itests.browser;

import static link.box.itests.browser.OnlineBox.EMAIL;
import static link.box.itests.browser.OnlineBox.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import link.box.lab.Ports;
import link.box.lab.Web;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.interactions.Actions;

/** A person agrees to what was seen, by a click that was meant. Pages of others get nothing out of the Box, nor do pages of devices. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ConsentIT {
    private static final String CLIENT = "client.link.test";
    private static final String EVIL = "evil.link.test";
    /** With a Cyrillic first letter. */
    private static final String HOMOGRAPH = "xn--pple-43d.link.test";
    private static final int ASLEEP_MS = 800;
    private static OnlineBox box;
    private static Reflector servers;
    private static int port;
    private static Chrome chrome;

    @BeforeAll
    static void start() throws Exception {
        Chrome.needed();
        box = OnlineBox.prepare("consent");
        box.lab().box().set("ui.trusted", "");
        box.comeOnline();
        servers = new Reflector(box.lab(), CLIENT, EVIL, HOMOGRAPH);
        port = Ports.free(1)[0];
        servers.https(port);
        chrome = box.atHome("consent");
        box.enter(chrome);
    }

    @AfterAll
    static void stop() throws Exception {
        if (box != null) {
            box.close();
        }
    }

    @Test
    @Order(1)
    void o13_the_consent_is_not_shown_in_a_frame() throws Exception {
        chrome.open("https://" + EVIL + ":" + port + Reflector.path("/", 200, "",
                "<iframe width=600 height=600 src=\"" + asked(CLIENT).replace("&", "&amp;") + "\"></iframe>"));
        chrome.await("the browser refuses it", () -> chrome.complaints().stream().anyMatch(each -> each.contains("frame-ancestors")));
        chrome.driver().switchTo().frame(0);
        assertFalse(chrome.text().contains("wants to use your Box"), chrome.text());
        chrome.driver().switchTo().defaultContent();
    }

    @Test
    @Order(2)
    void o13_a_double_click_that_was_aimed_elsewhere_does_nothing() throws Exception {
        for (int tries = 0; tries < 5; tries++) {
            chrome.open(asked(CLIENT));
            new Actions(chrome.driver()).moveToElement(chrome.element("button[value=allow]")).doubleClick().perform();
            // in one look: on a busy machine the button may wake between two
            List<?> seen = (List<?>) chrome.script("""
                    return [performance.now(), location.href, document.querySelector("button[value=allow]")?.disabled];
                    """);
            if (((Number) seen.get(0)).doubleValue() < ASLEEP_MS) {
                assertTrue(seen.get(1).toString().startsWith(box.local("/oauth/authorize")), seen.toString());
                assertEquals(true, seen.get(2), "it sleeps");
                return;
            }
        }
        throw new AssertionError("this machine is too slow to click within " + ASLEEP_MS + " ms");
    }

    @Test
    @Order(3)
    void o15_the_consent_reaches_the_client_after_a_form() throws Exception {
        chrome.open(asked(CLIENT));
        chrome.press("button[value=allow]");
        chrome.await("the client", () -> chrome.url().startsWith("https://" + CLIENT + ":" + port + "/back?code="));
        assertTrue(chrome.url().contains("&state=0123456789abcdef") && chrome.url().contains("&iss="), chrome.url());
    }

    @Test
    @Order(4)
    void o14_a_name_that_looks_like_another_is_shown_as_it_is_spelled() throws Exception {
        chrome.open(asked(HOMOGRAPH));
        chrome.awaitText("https://" + HOMOGRAPH);
        chrome.open(asked("\u0430pple.link.test"));
        chrome.awaitText("This app cannot be connected");
        assertFalse(chrome.text().contains("\u0430pple"), chrome.text());
    }

    @Test
    @Order(5)
    void w12_a_foreign_page_opens_no_websocket() throws Exception {
        String url = box.local("/d/lamp/").replace("https:", "wss:");
        chrome.open("https://" + EVIL + ":" + port + Reflector.path("/", 200, "", "here"));
        chrome.complaints();
        chrome.script("new WebSocket(arguments[0])", url);
        chrome.await("403", () -> chrome.complaints().stream().anyMatch(each -> each.contains("Unexpected response code: 403")));
        chrome.open(box.local("/"));
        chrome.script("new WebSocket(arguments[0])", url);
        chrome.await("one of our own gets further, although the lamp has none",
                () -> chrome.complaints().stream().anyMatch(each -> each.contains("Unexpected response code") && !each.contains("403")));
    }

    @Test
    @Order(6)
    void i10_a_page_of_a_device_that_is_not_trusted_has_no_origin_no_cookie_and_no_window() throws Exception {
        chrome.open(box.local("/d/lamp/"));
        chrome.awaitText("The lamp is off");
        assertEquals("null", chrome.script("return origin"));
        assertEquals(null, chrome.script("try { return window.open('/account'); } catch (error) { return null; }"));
        assertEquals("refused", chrome.script("try { return document.cookie; } catch (error) { return 'refused'; }"));
        assertEquals("nothing", chrome.driver().executeAsyncScript("""
                const done = arguments[0];
                fetch("/account", { credentials: "include" }).then((each) => done(each.status), () => done("nothing"));
                """));
        assertEquals(1, chrome.driver().getWindowHandles().size());
    }

    @Test
    @Order(7)
    void h2_a_name_that_was_rebound_to_the_box_reads_nothing() {
        for (String url : List.of("http://" + EVIL + ":" + box.lab().theBox().plainPort() + "/", "https://" + EVIL + ":"
                + box.lab().boxPort() + "/")) {
            chrome.cdp("Security.setIgnoreCertificateErrors", java.util.Map.of("ignore", true)); // the certificate would stop it before
            chrome.network();
            chrome.open(url);
            assertEquals(421, Requests.status(chrome.network(), url));
            assertFalse(chrome.driver().getPageSource().contains(box.id()), "not even the name");
        }
        chrome.cdp("Security.setIgnoreCertificateErrors", java.util.Map.of("ignore", false));
    }

    @Test
    @Order(8)
    void p4_a_browser_that_was_in_logs_in_through_the_tunnel_while_strangers_guess() throws Exception {
        chrome.open(box.remote("/"));
        chrome.awaitText("Logged in as");
        Web stranger = box.lab().visitor();
        int last = 401;
        for (int i = 0; i < 10 && last != 429; i++) {
            last = stranger.post(box.remote("/session/login"), "email=" + EMAIL + "&password=wrong+horse+battery", "Content-Type",
                    "application/x-www-form-urlencoded", "Origin", box.remote("")).statusCode();
        }
        assertEquals(429, last);
        assertEquals(200L, chrome.driver().executeAsyncScript("""
                const [email, password, done] = arguments;
                const body = JSON.stringify({ email, password });
                fetch("/session/login", { method: "POST", headers: { "Content-Type": "application/json" }, body })
                    .then((each) => done(each.status), (error) => done(String(error)));
                """, EMAIL, PASSWORD));
    }

    private static String asked(String host) {
        String client = "https://" + host + ":" + port;
        return box.local("/oauth/authorize?response_type=code&client_id=" + escape(client) + "&redirect_uri=" + escape(client + "/back")
                + "&state=0123456789abcdef&code_challenge=" + "c".repeat(43) + "&code_challenge_method=S256&scope=device");
    }

    private static String escape(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}

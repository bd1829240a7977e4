package link.box.itests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** From a public page to the Box at home and back with tokens; and what comes back wrong is thrown away. */
class AppConnectsIT extends AppPerson {
    AppConnectsIT() {
        super("app-connects");
    }

    @Test
    void d14_one_click_leads_through_the_box_and_back_without_any_question() throws Exception {
        connect();
        chrome.awaitText("Connected.");
        assertEquals(app.app(), chrome.url(), "the code has left the address bar");
        assertEquals("hop GET /.well-known/box/go", app.box().seen().get(0), "nothing is in the query of the hop");
        assertEquals("home GET /connect", app.box().seen().get(1));
        assertTrue(app.box().seen().get(2).startsWith("home GET /oauth/authorize?response_type=code&client_id=https%3A%2F%2Fapp.link.test"),
                "the fragment came through: " + app.box().seen().get(2));
        assertEquals("tunnel POST /oauth/token", app.box().seen().get(3), "public, so that no browser asks");
        assertEquals(List.of(), app.box().seen().stream().skip(3).filter(each -> !each.startsWith("tunnel ")).toList());
        assertTrue(chrome.text().contains("Logged in as Ann."), chrome.text());
        assertEquals("prompt", chrome.permission("local-network"), "nobody was asked");
        screens.take(chrome, "app-connected-away");
    }

    @Test
    void without_a_tunnel_the_browser_is_asked_by_the_box_s_own_name() throws Exception {
        chrome.permit("local-network", "granted");
        app.box().throughTunnel(false);
        connect();
        chrome.awaitText("Reached directly in your home network");
        assertTrue(app.box().seen().contains("home POST /oauth/token"), app.box().seen().toString());
        assertEquals(app.box().local() + "/", chrome.element("#open").getDomProperty("href"));
        screens.take(chrome, "app-connected-home");
    }

    @Test
    void a_wrong_state_is_thrown_away() throws Exception {
        answersWith("state", "another-state-than-the-one-given");
        connect();
        refused("not asked for here");
        screens.take(chrome, "app-foreign");
    }

    @Test
    void an_issuer_that_is_no_box_of_this_zone_is_thrown_away() throws Exception {
        List<String> issuers = List.of("https://evil.example", "https://" + AppLab.ID + ".box.test.evil.example", "https://box.test",
                "http://" + AppLab.ID + ".box.test", "https://" + AppLab.ID + ".box.test/", "https://a." + AppLab.ID + ".box.test", "");
        for (String issuer : issuers) {
            answersWith("iss", issuer);
            connect();
            refused("not asked for here");
        }
    }

    @Test
    void a_code_that_comes_twice_or_with_an_error_is_thrown_away() throws Exception {
        for (String more : List.of("&code=second", "&iss=https://evil.example", "&state=x", "&error=access_denied")) {
            app.box().answers(told -> with(told, "code", told.get("code") + more));
            connect();
            refused("not asked for here");
        }
    }

    @Test
    void a_login_that_nobody_asked_for_is_thrown_away() throws Exception {
        chrome.open(app.app() + "?code=planted&state=0123456789abcdef&iss=" + app.box().issuer());
        refused("not asked for here");
    }

    @Test
    void a_login_that_was_declined_is_said_kindly() throws Exception {
        app.box().answers(told -> Map.of("error", "access_denied", "state", told.get("state"), "iss", told.get("iss")));
        connect();
        refused("The login was declined at the Box");
        screens.take(chrome, "app-refused");
    }

    @Test
    void any_other_error_of_the_box_is_said_without_its_words() throws Exception {
        app.box().answers(told -> Map.of("error", "server_error", "error_description", "<b>planted</b>", "state", told.get("state"),
                "iss", told.get("iss")));
        connect();
        refused("does not understand");
        assertFalse(chrome.text().contains("planted"), chrome.text());
    }

    @Test
    void a_code_that_is_not_good_any_more_asks_to_connect_again() throws Exception {
        answersWith("code", "used-before");
        connect();
        refused("That took too long");
        screens.take(chrome, "app-late");
        chrome.complaints();
    }

    @Test
    void a_box_that_falls_silent_after_the_login_is_told() throws Exception {
        app.box().answers(told -> {
            try {
                app.box().throughTunnel(false);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
            return told;
        });
        chrome.permit("local-network", "denied");
        connect();
        refused("Your Box let you in, but then did not answer");
        screens.take(chrome, "app-silent");
        chrome.complaints();
    }

    @Test
    void where_the_browser_keeps_nothing_the_page_says_so() throws Exception {
        chrome.close();
        chrome = app.keepingNothing("nothing");
        chrome.open(app.app());
        chrome.awaitText("lets the page keep nothing");
        screens.take(chrome, "app-no-storage");
    }

    @Test
    void where_only_the_tab_keeps_something_the_connection_lasts_as_long_as_the_page() throws Exception {
        chrome.cdp("Page.addScriptToEvaluateOnNewDocument", Map.of("source",
                "Object.defineProperty(globalThis, 'indexedDB', { value: { open() { throw new DOMException('', 'SecurityError'); } } })"));
        connect();
        chrome.awaitText("Connected.");
        assertTrue(chrome.text().contains("ends when you close or reload it"), chrome.text());
        screens.take(chrome, "app-passing");
        chrome.open(app.app());
        chrome.awaitText("Found a Box");
    }

    /** The page is where it was, with a clean address, no tokens were given out, and it says why. */
    private void refused(String text) throws Exception {
        chrome.awaitText(text);
        assertEquals(app.app(), chrome.url());
        chrome.awaitText("Found a Box");
        assertFalse(chrome.text().contains("Connected."), chrome.text());
    }

    private void answersWith(String name, String value) {
        app.box().answers(told -> with(told, name, value));
    }

    private static Map<String, String> with(Map<String, String> told, String name, String value) {
        Map<String, String> changed = new TreeMap<>(told);
        changed.put(name, value);
        return changed;
    }
}

package link.box.itests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.WindowType;

/** A connected app stays in: by tunnel and at home, with tokens that rotate, after the Box has moved; and is out when the Box says so. */
class AppStaysIT extends AppPerson {
    /** Lets a tab ask the Box at the same moment as others. */
    private static final String RACER = """
            new BroadcastChannel("go").onmessage = async () => {
                const [{ greet }, { config }, vault] = await Promise.all([import("/box.js"), import("/config.js"), import("/vault.js")]);
                const [record] = await vault.all();
                globalThis.result = await greet(config.registration, record.id).then(() => "ok", (error) => error.message);
            };
            """;

    AppStaysIT() {
        super("app-stays");
    }

    @BeforeEach
    void and_is_connected() throws Exception {
        app.box().grants().expire(1800);
        connect();
        chrome.awaitText("Connected.");
        app.box().seen().clear();
    }

    @Test
    void a_reload_costs_one_request_through_the_tunnel_and_none_into_the_home() throws Exception {
        chrome.open(app.app());
        chrome.awaitText("Reached over the Internet");
        assertEquals(List.of("tunnel OPTIONS /box/v1/origins", "tunnel GET /box/v1/origins"), app.box().seen());
    }

    @Test
    void no_script_can_read_the_letterbox_s_key() {
        assertEquals(List.of(false, "InvalidAccessError"), chrome.driver().executeAsyncScript("""
                const done = arguments[0];
                import("/vault.js").then(async (vault) => {
                    const [record] = await vault.all();
                    const read = await crypto.subtle.exportKey("raw", record.key).catch((error) => error.name);
                    done([record.key.extractable, read]);
                });
                """));
    }

    @Test
    void without_the_tunnel_nothing_is_asked_at_home_before_a_click() throws Exception {
        app.box().throughTunnel(false);
        chrome.network();
        chrome.open(app.app());
        chrome.awaitText("Your Box does not answer");
        List<String> network = chrome.network();
        assertEquals(List.of(), Requests.of(app.box().local(), network));
        assertFalse(Requests.of(app.box().remote(), network).isEmpty(), "what is asked for is seen though nothing answers");
        screens.take(chrome, "app-offline");
        chrome.permit("local-network", "granted");
        chrome.click("#try-direct");
        chrome.awaitText("Reached directly in your home network");
        assertEquals(app.box().local() + "/", chrome.element("#open").getDomProperty("href"));
        chrome.complaints();
    }

    @Test
    void a_box_that_is_off_is_there_again_by_itself_or_by_a_click() throws Exception {
        app.box().throughTunnel(false);
        app.box().atHome(false);
        chrome.permit("local-network", "granted");
        chrome.open(app.app());
        chrome.awaitText("Your Box does not answer");
        assertFalse(chrome.sees("#try-direct"), "the direct way has been tried");
        app.box().throughTunnel(true);
        chrome.click("#again");
        chrome.awaitText("Reached over the Internet");
        chrome.complaints();
    }

    @Test
    void an_expired_token_is_renewed_once_by_all_tabs_together() throws Exception {
        List<String> tabs = new ArrayList<>();
        for (int tab = 0; tab < 4; tab++) {
            chrome.driver().switchTo().newWindow(WindowType.TAB);
            chrome.open(app.app());
            chrome.awaitText("Connected.");
            chrome.script(RACER);
            tabs.add(chrome.driver().getWindowHandle());
        }
        int renewals = app.box().grants().renewals();
        int refusals = app.box().grants().refusals();
        app.box().grants().expire(1800);
        chrome.script("new BroadcastChannel('go').postMessage('now')");
        for (String tab : tabs.subList(0, 3)) {
            chrome.driver().switchTo().window(tab);
            chrome.await("the tab has got its answer", () -> "ok".equals(chrome.script("return globalThis.result")));
        }
        assertEquals(1, app.box().grants().renewals() - renewals);
        assertEquals(0, app.box().grants().refusals() - refusals, "a refresh token that comes twice ends the connection");
    }

    @Test
    void a_token_that_is_about_to_expire_is_renewed_before_it_is_used() throws Exception {
        app.box().grants().expire(20);
        chrome.open(app.app());
        chrome.awaitText("Connected.");
        int before = app.box().grants().renewals();
        chrome.open(app.app());
        chrome.awaitText("Connected.");
        assertEquals(1, app.box().grants().renewals() - before);
        assertFalse(app.box().seen().stream().anyMatch(each -> each.contains("auth=")), app.box().seen().toString());
    }

    @Test
    void after_a_revocation_or_reset_it_offers_to_connect_again_by_name() throws Exception {
        app.box().grants().forget(false);
        chrome.open(app.app());
        chrome.awaitText("The connection to your Box has ended");
        screens.take(chrome, "app-ended");
        app.box().seen().clear();
        chrome.click("#reconnect");
        chrome.awaitText("Connected.");
        assertEquals("tunnel GET /connect", app.box().seen().get(0), "no first hop: the browser knows the Box by name");
        chrome.complaints();
    }

    @Test
    void another_box_cannot_answer_for_one_that_is_known() throws Exception {
        app.box().grants().forget(false);
        chrome.open(app.app());
        chrome.awaitText("The connection to your Box has ended");
        app.box().answers(told -> Map.of("code", told.get("code"), "state", told.get("state"), "iss", app.other().issuer()));
        chrome.click("#reconnect");
        chrome.awaitText("not asked for here");
        chrome.complaints();
    }

    @Test
    void a_box_that_answers_without_letting_this_app_read_is_not_called_silent() throws Exception {
        app.box().grants().forget(true);
        chrome.open(app.app());
        chrome.awaitText("it does not know this app any more");
        screens.take(chrome, "app-unknown");
        app.box().grants().forget(false);
        chrome.click("#forget");
        chrome.awaitText("Found a Box");
        chrome.complaints();
    }

    @Test
    void disconnecting_ends_it_at_the_box_and_here() throws Exception {
        chrome.click("#disconnect");
        chrome.awaitText("Your Box has ended the connection");
        assertTrue(app.box().seen().contains("tunnel POST /oauth/revoke"), app.box().seen().toString());
        chrome.open(app.app());
        chrome.awaitText("Found a Box");
    }

    @Test
    void a_tab_that_comes_back_knows_what_another_one_has_ended() throws Exception {
        String first = chrome.driver().getWindowHandle();
        chrome.driver().switchTo().newWindow(WindowType.TAB);
        chrome.open(app.app());
        chrome.click("#disconnect");
        chrome.awaitText("Your Box has ended the connection");
        chrome.driver().switchTo().window(first);
        chrome.script("dispatchEvent(new Event('online'))");
        chrome.awaitText("Found a Box");
    }

    @Test
    void disconnecting_from_a_box_that_is_off_forgets_and_says_what_is_left_to_do() throws Exception {
        app.box().throughTunnel(false);
        chrome.click("#disconnect");
        chrome.awaitText("end the connection on its page \"Apps\"");
        chrome.awaitText("Found a Box");
        screens.take(chrome, "app-forgotten");
        chrome.complaints();
    }

    @Test
    void two_boxes_are_remembered() throws Exception {
        app.registration().list(app.other().record("handlehandlehandle0002"));
        chrome.click("#another");
        chrome.awaitText("Found a Box at 192.168.1.24");
        screens.take(chrome, "app-another");
        chrome.click("#connect");
        chrome.awaitText("Connected.");
        chrome.awaitText("Your other Boxes");
        screens.take(chrome, "app-two-connected");
        chrome.click("#other-list button");
        chrome.awaitText("Box abcd…qrst");
        chrome.awaitText("Reached over the Internet");
        // the same words were there before the click
        chrome.await("the focus goes along", () -> "box".equals(chrome.script("return document.activeElement.id")));
        app.registration().list(app.box().record(HANDLE));
    }
}

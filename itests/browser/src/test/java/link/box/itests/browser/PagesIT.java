package link.box.itests.browser;

import static link.box.itests.browser.OnlineBox.EMAIL;
import static link.box.itests.browser.OnlineBox.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import link.box.lab.Await;
import link.box.lab.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Every page in every state, looked at on a phone and on a desk, light and dark. The pictures are in target/screens. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagesIT {
    private static final String NEIGHBOUR = "abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst";
    private static OnlineBox box;
    private static Chrome chrome;
    private static Screens screens;

    @BeforeAll
    static void start() throws Exception {
        Chrome.needed();
        box = OnlineBox.prepare("pages");
        chrome = box.at(new Browser(box.lab()));
        screens = new Screens();
    }

    @AfterAll
    static void stop() throws Exception {
        if (box != null) {
            box.close();
        }
    }

    @Test
    @Order(1)
    void the_app_before_a_login() throws Exception {
        chrome.open(box.app());
        take("app-none-found", "No Box found yet");
        chrome.cdp("Network.enable", Map.of());
        chrome.cdp("Network.setBlockedURLs", Map.of("urls", List.of("*registration.link.test*")));
        take("app-unreachable", "does not answer");
        chrome.cdp("Network.setBlockedURLs", Map.of("urls", List.of()));
        box.comeOnline();
        take("app-one-found", "Found your Box");
        announceNeighbour();
        take("app-two-found", "Found 2 Boxes");
        chrome.open(box.app() + "?state=0123&session_token=not-asked-for");
        take("app-wrong-state", "that was not asked for");
        chrome.open(box.app() + "nothing");
        take("app-404", "Nothing here");
    }

    @Test
    @Order(2)
    void the_set_up() throws Exception {
        Chrome outside = box.at(Browser.outside(box.lab()));
        outside.awaitTunnel("the set-up is refused from outside", () -> {
            outside.open(box.remote("/"));
            return outside.text().contains("Finish the set-up at home");
        });
        screens.take(outside, "box-set-up-from-outside");
        outside.close();
        chrome.open(box.local("/"));
        take("box-set-up", "Set up your Box");
        chrome.enter("ann", "short");
        take("box-set-up-checked-by-the-browser", "Set up your Box");
        chrome.enter(EMAIL, EMAIL);
        take("box-set-up-error", "too easy to guess");
        chrome.enter(EMAIL, PASSWORD);
        take("box-home", "Logged in as");
    }

    @Test
    @Order(3)
    void behind_the_login() throws Exception {
        chrome.open(box.local("/d/lamp/"));
        take("box-device", "The lamp is off");
        chrome.open(box.local("/nothing"));
        take("box-404", "Nothing here");
        chrome.open(box.local("/?redirect_url=https%3A%2F%2Fevil.example%2F"));
        take("box-unknown-app", "not known to this Box");
        chrome.open(box.local("/?redirect_url=" + box.app().replace(":", "%3A").replace("/", "%2F")));
        take("box-continue", "Go back to the app");
    }

    @Test
    @Order(4)
    void the_app_after_a_login() throws Exception {
        chrome.open(box.app());
        chrome.awaitText("Found 2 Boxes");
        chrome.click("input[value='" + box.id() + "']");
        chrome.click("#connect");
        chrome.awaitText("Go back to the app");
        chrome.click("main form button");
        take("app-logged-in", "You are logged in to your Box");
    }

    @Test
    @Order(5)
    void cut_off_from_the_internet() throws Exception {
        box.lab().cloud().close();
        box.lab().box().close();
        box.lab().box().start();
        Await.isTrue(Duration.ofSeconds(60), "the Box knows that it is cut off", () -> box.lab().box().status().json().containsKey("offline"));
        chrome.open(box.local("/"));
        take("box-cut-off", "No connection to its servers");
    }

    @Test
    @Order(6)
    void the_login() throws Exception {
        chrome.open(box.local("/"));
        chrome.click("form[action='/session/logout'] button");
        take("box-login", "Log in to go on");
        chrome.enter(EMAIL, "wrong horse battery");
        take("box-login-error", "password is wrong");
        for (int i = 0; i < 12 && !chrome.text().contains("Too many"); i++) {
            chrome.enter(EMAIL, "wrong horse battery");
        }
        take("box-login-throttled", "Too many wrong tries");
    }

    @Test
    @Order(7)
    void nothing_is_wrong_with_any_of_them() {
        assertEquals(List.of(), screens.wrong());
    }

    private static void take(String name, String text) throws Exception {
        chrome.awaitText(text);
        screens.take(chrome, name);
    }

    /** As a second Box behind the same address would. */
    private static void announceNeighbour() {
        assertEquals(200L, chrome.driver().executeAsyncScript("""
                const [registration, client, done] = arguments;
                const message = JSON.stringify({ local_origin: `https://local.${client}.box.test:3000`, tunnel_origin: null });
                fetch(`${registration}/register`, { method: "POST", body: JSON.stringify({ client, message }) })
                    .then((response) => done(response.status), (error) => done(String(error)));
                """, box.lab().registration(), NEIGHBOUR));
    }
}

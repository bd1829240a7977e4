package link.box.itests.browser;

import static link.box.itests.browser.OnlineBox.EMAIL;
import static link.box.itests.browser.OnlineBox.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import link.box.lab.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.openqa.selenium.Keys;

/**
 * Every page of the Box in every state of a Box that is well, looked at on a phone and on a desk, light and dark. The pictures are in
 * target/screens. For those of a Box in trouble see TroubledPagesIT, for the app's the tests of the app.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class PagesIT {
    private static OnlineBox box;
    private static Chrome chrome;
    private static Screens screens;

    @BeforeAll
    static void start() throws Exception {
        Chrome.needed();
        box = OnlineBox.prepare("pages");
        Path code = Files.writeString(box.lab().file("label"), "GHJK-MNPQ\n");
        box.lab().box().set("setup.code", code);
        box.comeOnline();
        chrome = box.atHome("pages");
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
    void the_set_up_with_the_code_from_the_label() throws Exception {
        Chrome outside = box.at(Browser.outside(box.lab()));
        outside.open(box.remote("/"));
        outside.awaitText("Finish the set-up at home");
        screens.take(outside, "box-home-only");
        outside.close();
        chrome.open(box.local("/setup#c=GHJK-MNPR"));
        take("box-set-up-code", "Type the code from the label");
        assertEquals("GHJK-MNPR", chrome.element("#code").getDomProperty("value"), "the picture on the label fills it in");
        chrome.enter(EMAIL, PASSWORD);
        take("box-set-up-code-wrong", "The set-up code is wrong.");
        box.lab().box().close();
        box.lab().box().set("setup.code", "");
        box.comeOnline();
    }

    @Test
    @Order(2)
    void the_set_up_that_connects_an_app() throws Exception {
        chrome.open(box.local("/"));
        take("box-set-up", "Set up your Box");
        chrome.open(box.app());
        chrome.awaitText("Found a Box");
        chrome.click("#connect");
        take("box-set-up-for-app", "This lets the app");
        chrome.enter("ann", "short");
        take("box-set-up-checked-by-the-browser", "Set up your Box");
        chrome.enter(EMAIL, "password12");
        take("box-set-up-easy-password", "too easy to guess");
        chrome.enter(EMAIL, PASSWORD);
        chrome.awaitConnected();
    }

    @Test
    @Order(3)
    void behind_the_login() throws Exception {
        open("/", "box-home", "Nothing needs you at the moment.");
        open("/d/lamp/", "box-device", "The lamp is off");
        open("/nothing", "box-missing", "Nothing here");
        open("/access", "box-access", "Browsers that stay logged in");
        open("/apps", "box-apps", "These apps can use your Box");
        addAPhone();
        open("/account", "box-account", "Present password");
        chrome.type("#old", "wrong horse battery");
        chrome.type("#password", "battery horse correct");
        chrome.press("main form button");
        take("box-account-wrong", "The present password is wrong.");
        open("/session/confirm?next=/apps", "box-confirm", "Your password once more");
        chrome.type("#password", "wrong horse battery");
        chrome.press("main form button");
        take("box-confirm-wrong", "The password is wrong.");
        chrome.type("#password", PASSWORD);
        chrome.press("main form button");
        chrome.awaitText("These apps can use your Box");
        chrome.click("main form button");
        take("box-apps-none", "No app is connected.");
    }

    /** Somebody without a pointer, too, comes to the page from the list of apps. */
    private static void addAPhone() throws Exception {
        Keyboard keyboard = new Keyboard(chrome);
        keyboard.tabTo("a[href='/phone']");
        keyboard.press(Keys.ENTER);
        take("box-phone", "Add a phone");
        assertFalse(chrome.text().contains("10 more minutes"), "five at most are left of those after the start: " + chrome.text());
        keyboard.tabTo("main form button");
        keyboard.press(Keys.ENTER);
        take("box-phone-open", "The Box is found for 10 more minutes. Open the app on the phone now");
    }

    @Test
    @Order(4)
    void apps_that_want_in() throws Exception {
        chrome.open(box.app());
        chrome.awaitText("The connection to your Box has ended.");
        chrome.click("#find");
        chrome.awaitText("Found a Box");
        chrome.click("#connect");
        take("box-consent", "wants to use your Box");
        chrome.press("button[value=deny]");
        chrome.awaitText("The login was declined at the Box.");
        open("/oauth/authorize?response_type=code&client_id=http%3A%2F%2Fevil.example", "box-app-refused", "cannot be connected");
    }

    @Test
    @Order(5)
    void the_login() throws Exception {
        chrome.open(box.local("/"));
        chrome.click("form[action='/session/logout'] button");
        take("box-login", "Log in to go on");
        chrome.open(box.app());
        chrome.click("#find");
        chrome.awaitText("Found a Box");
        chrome.click("#connect");
        take("box-login-for-app", "Log in to connect it.");
        chrome.enter(EMAIL, "wrong horse battery");
        take("box-login-for-app-wrong", "password is wrong");
        for (int i = 0; i < 12 && !chrome.text().contains("Too many"); i++) {
            chrome.enter(EMAIL, "wrong horse battery");
        }
        take("box-login-throttled", "Too many wrong tries");
    }

    @Test
    @Order(6)
    void nothing_is_wrong_with_any_of_them_and_nobody_else_was_asked() {
        assertEquals(List.of(), screens.wrong());
        assertEquals(List.of(), Requests.ofOthers(chrome.network()));
    }

    private static void open(String path, String name, String text) throws Exception {
        chrome.open(box.local(path));
        take(name, text);
    }

    private static void take(String name, String text) throws Exception {
        chrome.awaitText(text);
        screens.take(chrome, name);
    }
}

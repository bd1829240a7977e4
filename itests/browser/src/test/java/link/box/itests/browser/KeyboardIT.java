package link.box.itests.browser;

import static link.box.itests.browser.OnlineBox.EMAIL;
import static link.box.itests.browser.OnlineBox.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import link.box.lab.Browser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** The same way without a pointer. */
class KeyboardIT {
    private static final int TABS = 12;
    private static OnlineBox box;
    private static Chrome chrome;

    @BeforeAll
    static void start() throws Exception {
        Chrome.needed();
        box = OnlineBox.start("keyboard");
        chrome = box.at(new Browser(box.lab()));
    }

    @AfterAll
    static void stop() throws Exception {
        if (box != null) {
            box.close();
        }
    }

    @Test
    void from_the_app_to_the_lamp_and_out_by_keys_alone() throws Exception {
        chrome.open(box.app());
        chrome.awaitText("Found your Box");
        tabTo("#connect");
        press(Keys.ENTER);

        chrome.awaitText("Set up your Box");
        assertEquals("name", chrome.script("return document.activeElement.id"), "one can type at once");
        tabTo("#email");
        press(EMAIL);
        tabTo("#password");
        press(PASSWORD);
        tabTo("main form button");
        press(Keys.ENTER);

        chrome.awaitText("You are logged in to your Box");
        tabTo("#open");
        press(Keys.ENTER);
        chrome.awaitText("Logged in as");
        tabTo("a[href='/d/lamp/']");
        press(Keys.ENTER);
        chrome.awaitText("The lamp is off");
        tabTo("main form button");
        press(Keys.SPACE);
        chrome.awaitText("The lamp is on");
        tabTo("a[href='/']");
        press(Keys.ENTER);
        chrome.awaitText("Logged in as");
        tabTo("form[action='/session/logout'] button");
        press(Keys.ENTER);
        chrome.awaitText("This is your Box. Log in to go on.");
    }

    /** Goes on with Tab until it is there; wherever the focus is, it must be seen. */
    private static void tabTo(String css) {
        for (int i = 0; i < TABS; i++) {
            press(Keys.TAB);
            assertEquals(true, chrome.script("""
                    const style = getComputedStyle(document.activeElement);
                    return document.activeElement === document.body || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2);
                    """), "the focus is seen on " + chrome.script("return document.activeElement.outerHTML"));
            if (Boolean.TRUE.equals(chrome.script("return document.activeElement.matches(arguments[0])", css))) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to " + css);
    }

    private static void press(CharSequence keys) {
        new Actions(chrome.driver()).sendKeys(keys).perform();
    }
}

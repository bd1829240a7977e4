package link.box.itests.browser;

import static link.box.itests.browser.OnlineBox.EMAIL;
import static link.box.itests.browser.OnlineBox.PASSWORD;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The same way without a pointer. */
class KeyboardIT {
    private static OnlineBox box;
    private static Chrome chrome;
    private static Keyboard keyboard;

    @BeforeAll
    static void start() throws Exception {
        Chrome.needed();
        box = OnlineBox.start("keyboard");
        chrome = box.atHome("keyboard");
        keyboard = new Keyboard(chrome);
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
        chrome.awaitText("Found a Box");
        keyboard.tabTo("#connect");
        keyboard.press(Keys.ENTER);

        chrome.awaitText("Set up your Box");
        assertEquals("name", chrome.script("return document.activeElement.id"), "one can type at once");
        keyboard.tabTo("#email");
        keyboard.press(EMAIL);
        keyboard.tabTo("#password");
        keyboard.press(PASSWORD);
        keyboard.tabTo("main form button");
        keyboard.press(Keys.ENTER);

        chrome.awaitConnected();
        useTheLamp();
        keyboard.tabTo("form[action='/session/logout'] button");
        keyboard.press(Keys.ENTER);
        chrome.awaitText("This is your Box. Log in to go on.");

        chrome.open(box.app());
        chrome.awaitConnected();
        keyboard.tabTo("#disconnect");
        keyboard.press(Keys.ENTER);
        chrome.awaitText("Found a Box");
        logInAgain();
    }

    private static void useTheLamp() throws Exception {
        keyboard.tabTo("#open-home");
        keyboard.press(Keys.ENTER);
        chrome.awaitText("Logged in as");
        keyboard.tabTo("a[href='/d/lamp/']");
        keyboard.press(Keys.ENTER);
        chrome.awaitText("The lamp is off");
        keyboard.tabTo("main form button");
        keyboard.press(Keys.SPACE);
        chrome.awaitText("The lamp is on");
        keyboard.tabTo("a[href='/']");
        keyboard.press(Keys.ENTER);
        chrome.awaitText("Logged in as");
    }

    /** The page that asks for the password says what the app wants: its button sleeps until a key was pressed there. */
    private static void logInAgain() throws Exception {
        keyboard.tabTo("#connect");
        keyboard.press(Keys.ENTER);
        chrome.awaitText("Log in to connect it.");
        assertEquals("email", chrome.script("return document.activeElement.id"), "one can type at once");
        keyboard.press(EMAIL);
        keyboard.tabTo("#password");
        keyboard.press(PASSWORD);
        chrome.await("the button is awake", () -> chrome.element("main form button").isEnabled());
        keyboard.tabTo("main form button");
        keyboard.press(Keys.ENTER);
        chrome.awaitConnected();
        keyboard.tabTo("#open-home");
    }
}

package link.box.itests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.Keys;

/** The app without a pointer, and what a screen reader is told. */
class AppKeyboardIT {
    private static AppLab app;
    private static Chrome chrome;
    private static Keyboard keyboard;

    @BeforeAll
    static void start() throws Exception {
        app = new AppLab("app-keyboard");
        chrome = app.at("keys");
        keyboard = new Keyboard(chrome);
    }

    @AfterAll
    static void stop() throws Exception {
        if (app != null) {
            app.close();
        }
    }

    @Test
    void from_the_choice_to_the_box_to_another_and_out_by_keys_alone() throws Exception {
        app.registration().list(app.box().record("handlehandlehandle0001"), app.other().record("handlehandlehandle0002"));
        chrome.open(app.app());
        chrome.awaitText("Found 2 Boxes");
        keyboard.tabTo("input[name=box]");
        keyboard.press(Keys.ARROW_DOWN);
        keyboard.tabTo("#connect");
        keyboard.press(Keys.ENTER);

        chrome.awaitText("Connected.");
        chrome.await("the focus is at the Box", () -> "box".equals(focused()));
        keyboard.tabTo("#open");
        keyboard.tabTo("#another");
        keyboard.press(Keys.SPACE);
        chrome.awaitText("Found 2 Boxes");
        assertEquals("status", focused(), "what was pressed is gone: one goes on from the top");
        keyboard.tabTo("#back");
        keyboard.press(Keys.ENTER);

        chrome.awaitText("Connected.");
        chrome.await("the focus is at the Box", () -> "box".equals(focused()));
        keyboard.tabTo("#disconnect");
        keyboard.press(Keys.ENTER);
        chrome.awaitText("Your Box has ended the connection");
        assertEquals("status", focused());
    }

    @Test
    void what_changes_is_told_by_live_regions_and_only_once() throws Exception {
        app.registration().list();
        chrome.open(app.app());
        chrome.awaitText("No Box found yet");
        chrome.script("""
                globalThis.told = [];
                const watch = new MutationObserver(() => told.push(document.getElementById("status").textContent));
                watch.observe(document.getElementById("status"), { childList: true, characterData: true, subtree: true });
                """);
        int asked = app.registration().seen().size();
        chrome.await("it has looked twice more", () -> app.registration().seen().size() >= asked + 4);
        app.registration().list(app.box().record("handlehandlehandle0001"));
        chrome.awaitText("Found a Box");
        assertEquals("Found a Box at 192.168.1.23.", chrome.script("return told.join('|')"));
        assertEquals("status,alert", chrome.script("return ['status', 'trouble'].map((id) => document.getElementById(id).role).join()"));
    }

    private static Object focused() {
        return chrome.script("return document.activeElement.id");
    }
}

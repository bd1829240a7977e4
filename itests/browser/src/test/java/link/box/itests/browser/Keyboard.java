package link.box.itests.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.openqa.selenium.Keys;
import org.openqa.selenium.interactions.Actions;

/** Somebody without a pointer. */
final class Keyboard {
    private static final int TABS = 12;

    private final Chrome chrome;

    Keyboard(Chrome chrome) {
        this.chrome = chrome;
    }

    /** Goes on with Tab until it is there; wherever the focus is, it must be seen. */
    void tabTo(String css) {
        for (int i = 0; i < TABS; i++) {
            press(Keys.TAB);
            assertEquals(true, chrome.script("""
                    const style = getComputedStyle(document.activeElement);
                    const isSeen = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
                    return document.activeElement === document.body || isSeen;
                    """), "the focus is seen on " + chrome.script("return document.activeElement.outerHTML"));
            if (Boolean.TRUE.equals(chrome.script("return document.activeElement.matches(arguments[0])", css))) {
                return;
            }
        }
        throw new AssertionError("Tab does not lead to " + css);
    }

    void press(CharSequence keys) {
        new Actions(chrome.driver()).sendKeys(keys).perform();
    }
}

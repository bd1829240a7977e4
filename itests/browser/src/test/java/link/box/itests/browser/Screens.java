package link.box.itests.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openqa.selenium.OutputType;

/** Looks at a page on every screen and in both colour schemes: pictures for people, and what a machine can see to be wrong. */
final class Screens {
    private final Path directory;
    private final List<String> wrong = new ArrayList<>();

    Screens() throws IOException {
        directory = OnlineBox.target("screens");
    }

    /** Takes the page as it is now; {@code name} names the pictures. */
    void take(Chrome chrome, String name) throws IOException {
        for (Look look : Look.values()) {
            look.put(chrome);
            String where = name + " at " + look + ": ";
            Object beyond = chrome.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (!Long.valueOf(0).equals(beyond)) {
                wrong.add(where + "scrolls sideways by " + beyond + " pixels");
            }
            Axe.violations(chrome).forEach(each -> wrong.add(where + each));
            Files.write(directory.resolve(name + "-" + look + ".png"), chrome.driver().getScreenshotAs(OutputType.BYTES));
        }
    }

    /** @return everything that was wrong so far */
    List<String> wrong() {
        return wrong;
    }
}

package link.box.itests.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Looks at a page on every screen and in both colour schemes: pictures for people, and what a machine can see to be wrong. */
final class Screens {
    private static final long MOST_BYTES = 60 * 1024;

    private final Path directory;
    /** Where the pictures of the documentation are, if they are to be made anew; each machine's fonts make them differ. */
    private final String kept = System.getProperty("box.screens", "");
    private final List<String> wrong = new ArrayList<>();

    Screens() throws IOException {
        directory = OnlineBox.target("screens");
    }

    /** Takes the page as it is now; {@code name} names the pictures. */
    void take(Chrome chrome, String name) throws IOException {
        Object bytes = chrome.script("""
                const parts = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
                return parts.filter((each) => new URL(each.name).origin === origin).reduce((sum, each) => sum + each.decodedBodySize, 0);
                """);
        if ((Long) bytes > MOST_BYTES) {
            wrong.add(name + ": the page has " + bytes + " bytes");
        }
        for (Look look : Look.values()) {
            look.put(chrome);
            String where = name + " at " + look + ": ";
            Object beyond = chrome.script("return document.documentElement.scrollWidth - document.documentElement.clientWidth");
            if (!Long.valueOf(0).equals(beyond)) {
                wrong.add(where + "scrolls sideways by " + beyond + " pixels");
            }
            Axe.violations(chrome).forEach(each -> wrong.add(where + each));
            byte[] picture = look.picture(chrome);
            Files.write(directory.resolve(name + "-" + look + ".png"), picture);
            if (!kept.isEmpty() && look.isKept()) {
                Picture.write(picture, Path.of(kept, name + "-" + look + ".png"));
            }
        }
    }

    /** @return everything that was wrong so far */
    List<String> wrong() {
        return wrong;
    }
}

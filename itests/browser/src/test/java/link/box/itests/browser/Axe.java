package link.box.itests.browser;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Deque's accessibility checks, in the page. */
final class Axe {
    private static final String SCRIPT = read();

    private Axe() {
    }

    /** @return what is wrong with the page for people who see little, hear it read or use no pointer */
    @SuppressWarnings("unchecked")
    static List<String> violations(Chrome chrome) {
        if (Boolean.FALSE.equals(chrome.script("return typeof axe === 'object'"))) {
            chrome.script(SCRIPT);
        }
        return (List<String>) chrome.driver().executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run().then((result) => done(result.violations.flatMap((each) =>
                    each.nodes.map((node) => `${each.id}: ${node.html} (${node.failureSummary})`))), (error) => done([String(error)]));
                """);
    }

    private static String read() {
        try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

package link.box.common.fact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import link.box.api.work.Trouble;
import link.box.testing.Registry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishedTest {
    @TempDir
    Path folder;

    @Test
    void trouble_is_a_warning_that_says_what_to_do_and_its_end_is_none() {
        Registry registry = new Registry("link.box.x", folder);
        Published<Trouble> trouble = new Published<>(registry.context(), Trouble.class);
        Trouble one = new Trouble("box.x", "it is broken", "mend it");
        assertLogged("WARN box.x - it is broken: mend it", () -> trouble.set(one, one.what()));
        assertEquals(List.of(one), registry.of(Trouble.class));
        assertLogged("", () -> trouble.set(one, one.what()));
        assertLogged("INFO box.x - it is whole", () -> trouble.clear("it is whole"));
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    @Test
    void any_other_fact_is_told_as_news() {
        Published<String> fact = new Published<>(new Registry("link.box.x", folder).context(), String.class);
        assertLogged("INFO box.x - here it is", () -> fact.set("it", "here it is"));
    }

    private static void assertLogged(String line, Runnable act) {
        PrintStream usual = System.err;
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            act.run();
        } finally {
            System.setErr(usual);
        }
        String text = said.toString(StandardCharsets.UTF_8).strip();
        assertTrue(line.isEmpty() ? text.isEmpty() : text.endsWith(line), text);
    }
}

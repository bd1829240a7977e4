package link.box.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import link.box.discover.Verdict.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    private static final List<String> WORDS = List.of("one", "two", "three", "four", "five", "six");

    @TempDir
    Path directory;
    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @Test
    void boxes_that_are_well_are_remembered() throws Exception {
        Known known = known();
        known.remember(claim());
        assertEquals(0, conclude(State.NEW, known));
        assertTrue(known().byId(claim().id()).isPresent());
        assertEquals("", said());
    }

    @Test
    void a_certificate_under_another_name_and_another_certificate_are_told_by_the_exit_code() throws Exception {
        assertEquals(3, conclude(State.MOVED, known()));
        assertEquals(3, conclude(State.CHANGED, known()));
    }

    @Test
    void what_cannot_be_remembered_is_told_in_a_line_after_the_alarms() throws Exception {
        Known known = known();
        known.remember(claim());
        Files.writeString(directory.resolve("state"), "no directory");
        assertEquals(1, conclude(State.NEW, known));
        assertTrue(said().startsWith("Not all is remembered: ") && said().lines().count() == 1, said());
        assertEquals(3, conclude(State.CHANGED, known));
        assertTrue(said().indexOf("WARNING") < said().lastIndexOf("Not all is remembered"), said());
    }

    private int conclude(State state, Known known) throws Exception {
        Verdict verdict = new Verdict(claim(), state, WORDS, "");
        return Main.conclude(List.of(verdict), known, new PrintStream(said, true, StandardCharsets.UTF_8));
    }

    private String said() {
        return said.toString(StandardCharsets.UTF_8);
    }

    private Known known() throws Exception {
        return new Known(directory.resolve("state").resolve("known"));
    }

    private static Claim claim() throws Exception {
        return Claims.of("a".repeat(52), "0".repeat(64), "box-abc.local", "192.168.1.20");
    }
}

package link.box.bench.mirrors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final String NAME = "x.box.test";
    @TempDir
    Path directory;

    @BeforeEach
    void one_change_that_ours_are_found_after_and_the_control_is_not() throws IOException {
        try (Recorder recorder = new Recorder(directory)) {
            recorder.event(1, "192.168.77.31");
            for (String client : Cell.CLIENTS) {
                Cell ours = new Cell(Cell.OURS, client, NAME);
                recorder.announced(ours, new Announced(1, "192.168.77.31", List.of(NAME), false), 90);
                recorder.visit("unbound stale", ours, 0, 9_000, false, false);
                recorder.visit("unbound stale", ours, 1, 0, true, false);
                recorder.visit("unbound stale", ours, 1, 1_004, false, false);
                recorder.visit("unbound stale", new Cell(Cell.CONTROL, client, NAME), 1, 20_000, false, true);
            }
        }
    }

    @Test
    void the_longest_visit_after_a_change_counts() {
        assertEquals("{\"resolvers\":1,\"changes\":1,\"control_p99_s\":20.0,\"original_p99_s\":0.0,\"ours_p99_s\":1.0,\"ours_max_s\":1.0,"
                + "\"wrong_first_answers\":2,\"event_to_announced_p99_ms\":90}",
                printed().lines().reduce((one, last) -> last).orElseThrow());
        assertTrue(report().holds(), "a second is promised");
    }

    @Test
    void a_change_that_nobody_was_told_of_breaks_the_promise() throws IOException {
        append(Recorder.CHANGES, "90000,event,2,,,192.168.77.20,,\n");
        assertFalse(report().holds());
        assertTrue(printed().contains("have not announced 2 of their changes"), printed());
    }

    @Test
    void six_seconds_break_the_promise() throws IOException {
        append(Recorder.VISITS, "1000,unbound stale,ours,naive,1,6000,0,0\n");
        assertFalse(report().holds());
    }

    @Test
    void a_first_name_that_was_wrong_breaks_the_promise_unless_the_resolver_serves_stale() throws IOException {
        append(Recorder.VISITS, "1000,unbound,ours,naive,1,1000,0,0\n");
        assertFalse(report().holds());
        assertTrue(printed().contains("wrong 1 times at resolvers that do not serve stale"), printed());
    }

    @Test
    void visits_that_met_a_silent_resolver_are_told_apart_and_excuse_nothing() throws IOException {
        assertFalse(printed().contains("did not answer"), printed());
        append(Recorder.VISITS, "9000,unbound,ours,naive,1,8000,0,0\n");
        append(Recorder.ANSWERS, "1100,bind,ours,naive,a,silence,0\n");
        assertFalse(printed().contains("did not answer"), "another resolver was silent");
        append(Recorder.ANSWERS, "1100,unbound,ours,naive,a,silence,0\n");
        assertTrue(printed().contains("1 of 5 visits with ours met a resolver that did not answer. "
                + "Without them: 1.0 s at most, first answer wrong 2 times"), printed());
        assertFalse(report().holds());
    }

    @Test
    void a_line_that_is_torn_is_left_out() throws IOException {
        append(Recorder.VISITS, "1000,unbound,ours,naive,1,60");
        assertTrue(report().holds());
    }

    private void append(String file, String line) throws IOException {
        Files.writeString(directory.resolve(file), line, StandardOpenOption.APPEND);
    }

    private Report report() {
        return new Report(Outcome.of(directory));
    }

    private String printed() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        report().print(new PrintStream(bytes));
        return bytes.toString().strip();
    }
}

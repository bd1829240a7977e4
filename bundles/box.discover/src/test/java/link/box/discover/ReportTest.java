package link.box.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import link.box.common.json.Json;
import link.box.discover.Verdict.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportTest {
    private static final List<String> WORDS = List.of("one", "two", "three", "four", "five", "six");

    @TempDir
    Path directory;

    @Test
    void programs_get_a_line_of_json_for_each_box() throws Exception {
        String[] lines = Report.json(List.of(verdict(State.NEW), verdict(State.SAME))).split("\n");
        assertEquals(2, lines.length);
        JsonObject line = Json.object(lines[0]);
        assertEquals("new", line.getString("state"));
        assertEquals("https://box-abc.local:8443", line.getString("url"));
        assertEquals(6, line.getJsonArray("words").size());
        assertEquals(false, line.getBoolean("claimed"));
    }

    @Test
    void people_get_the_words_and_are_asked_to_compare_those_of_new_boxes_only() throws Exception {
        Known known = new Known(directory.resolve("known"));
        String text = Report.text(List.of(verdict(State.NEW)), known);
        assertTrue(text.contains("one two three four five six") && text.contains("Compare"), text);
        assertTrue(!Report.text(List.of(verdict(State.SAME)), known).contains("Compare"));
    }

    @Test
    void an_alarm_is_in_capitals_and_says_what_to_do() throws Exception {
        String alarm = Report.alarm(verdict(State.CHANGED));
        assertTrue(alarm.contains("BOX-ABC.LOCAL") && alarm.contains("DO NOT LOG IN THERE") && alarm.contains("--forget ID"), alarm);
    }

    @Test
    void a_right_certificate_under_another_name_is_told_with_what_it_may_mean() throws Exception {
        String alarm = Report.alarm(verdict(State.MOVED));
        assertTrue(alarm.contains("box-abc.local") && alarm.contains("passes connections on") && alarm.contains("--forget ID"), alarm);
    }

    private static Verdict verdict(State state) throws Exception {
        return new Verdict(Claims.of("a".repeat(52), "0".repeat(64), "box-abc.local", "192.168.1.20"), state, WORDS, "");
    }
}

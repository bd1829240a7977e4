package link.box.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LinesTest {
    private final Lines lines = new Lines();

    @Test
    void a_long_value_goes_on_below_itself_within_a_hundred_columns() {
        lines.add("Fails", "some words ".repeat(30));
        String text = lines.toString();
        assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
        assertTrue(text.lines().skip(1).allMatch(line -> line.matches(" {13}[sw].*")), text);
        assertEquals(4, text.lines().count(), text);
    }

    @Test
    void a_long_word_stays_whole_to_be_copied() {
        String name = "x".repeat(120);
        lines.add("Name", "is " + name);
        assertEquals("Name         is\n" + " ".repeat(13) + name + "\n", lines.toString());
    }

    @Test
    void what_others_say_steers_no_terminal_and_makes_no_lines() {
        lines.add("Check", "one\ntwo\u001b[2Jthree\r");
        assertEquals("Check        one two [2Jthree\n", lines.toString());
    }
}

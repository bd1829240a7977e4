package link.box.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsTest {
    @Test
    void what_is_asked_for_is_done() {
        Options options = new Options("--json", "--seconds", "9", "--forget", "abc");
        assertTrue(options.json());
        assertEquals(Duration.ofSeconds(9), options.time());
        assertEquals(Optional.of("abc"), options.forget());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--seconds 0", "--seconds 61", "--seconds x", "--seconds", "--forget", "--data /x", "box"})
    void what_makes_no_sense_is_answered_with_what_does(String words) {
        assertTrue(assertThrows(IllegalArgumentException.class, () -> new Options(words.split(" "))).getMessage().contains(Options.USAGE));
    }
}

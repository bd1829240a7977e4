package link.box.acme.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class WindowTest {
    private static final Instant START = Instant.parse("2027-01-01T00:00:00Z");
    private static final Instant END = START.plusSeconds(1000);
    private final Random random = new Random(7);

    @Test
    void moments_are_chosen_all_over_the_window_and_never_outside() {
        Set<Instant> chosen = new HashSet<>();
        for (int i = 0; i < 200; i++) {
            Instant each = window(START, END, Optional.empty()).chosen().orElseThrow();
            assertFalse(each.isBefore(START) || !each.isBefore(END), each.toString());
            chosen.add(each);
        }
        assertTrue(chosen.size() > 100, chosen.size() + " moments");
    }

    @Test
    void the_moment_stays_while_the_window_does() {
        Window first = window(START, END, Optional.empty());
        assertEquals(first.chosen(), window(START, END, Optional.of(first)).chosen());
        assertNotEquals(first.chosen(), window(START.plusSeconds(5000), END.plusSeconds(5000), Optional.of(first)).chosen());
    }

    @Test
    void that_of_another_certificate_is_chosen_anew() {
        Window first = window(START, END, Optional.empty());
        Window other = Window.of("other", START, END, START, Optional.of(first), random);
        assertNotEquals(first.chosen(), other.chosen());
    }

    @Test
    void half_a_window_is_none() {
        assertThrows(IllegalArgumentException.class,
                () -> new Window("leaf", Optional.of(START), Optional.empty(), Optional.of(START), START));
    }

    private Window window(Instant start, Instant end, Optional<Window> before) {
        return Window.of("leaf", start, end, start, before, random);
    }
}

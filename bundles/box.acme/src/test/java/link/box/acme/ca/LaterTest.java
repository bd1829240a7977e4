package link.box.acme.ca;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LaterTest {
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");

    @Test
    void seconds_count_from_now() {
        assertEquals(Optional.of(NOW.plusSeconds(120)), Later.parse("120", NOW));
        assertEquals(Optional.of(NOW), Later.parse("0", NOW));
    }

    @Test
    void a_date_is_taken_as_it_is() {
        assertEquals(Optional.of(Instant.parse("2027-02-03T04:05:06Z")), Later.parse("Wed, 03 Feb 2027 04:05:06 GMT", NOW));
    }

    @Test
    void a_year_is_the_longest() {
        assertEquals(Optional.of(NOW.plusSeconds(366L * 24 * 3600)), Later.parse("999999999", NOW));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "soon", "-1", "1.5", "9999999999", "99999999999999999999999", "2027-02-03T04:05:06Z",
        "Xyz, 99 Foo 2027 04:05:06 GMT"})
    void what_makes_no_sense_is_nothing(String header) {
        assertEquals(Optional.empty(), Later.parse(header, NOW));
    }
}

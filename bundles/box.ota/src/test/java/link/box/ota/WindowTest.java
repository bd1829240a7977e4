package link.box.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.ZonedDateTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WindowTest {
    private static Duration until(String window, String time) {
        return Window.of(window).until(ZonedDateTime.parse(time));
    }

    @ParameterizedTest
    @CsvSource({"02:00-05:00,01:59,PT1M", "02:00-05:00,02:00,PT0S", "02:00-05:00,04:59,PT0S", "02:00-05:00,05:00,PT21H",
        "23:30-00:15,23:29,PT1M", "23:30-00:15,23:59,PT0S", "23:30-00:15,00:14,PT0S", "23:30-00:15,00:15,PT23H15M",
        "'',12:00,PT0S", "03:00-03:00,12:00,PT0S"})
    void it_is_open_between_its_ends_also_over_midnight(String window, String time, Duration left) {
        assertEquals(left, until(window, "2026-11-29T" + time + ":00Z"));
    }

    @Test
    void it_opens_by_the_clock_on_the_wall_when_that_is_changed() {
        assertEquals(Duration.ofHours(12), until("02:00-05:00", "2026-10-24T14:00:00+02:00[Europe/Berlin]"));
        assertEquals(Duration.ofHours(14), until("03:00-05:00", "2026-10-24T14:00:00+02:00[Europe/Berlin]"));
    }
}

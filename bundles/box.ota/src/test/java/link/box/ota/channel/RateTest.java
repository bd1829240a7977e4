package link.box.ota.channel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RateTest {
    private long now = 1_000_000_000L;

    @Test
    void each_piece_costs_its_time_and_what_was_waited_counts() {
        Rate rate = new Rate(100, () -> now);
        assertEquals(Duration.ofMillis(500), rate.pause(50_000));
        assertEquals(Duration.ofSeconds(1), rate.pause(50_000));
        now += 1_000_000_000L;
        assertEquals(Duration.ofMillis(500), rate.pause(50_000));
    }

    @Test
    void idle_time_is_not_saved_up() {
        Rate rate = new Rate(100, () -> now);
        now += 3_600_000_000_000L;
        assertEquals(Duration.ofSeconds(1), rate.pause(100_000));
    }

    @Test
    void zero_is_no_limit() {
        assertEquals(Duration.ZERO, new Rate(0, () -> now).pause(1L << 40));
    }
}

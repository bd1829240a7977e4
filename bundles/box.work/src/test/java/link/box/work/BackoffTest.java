package link.box.work;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private static final Duration HOUR = Duration.ofHours(1);

    private final Random random = new Random(7);

    private void within(int failures, double seconds) {
        for (int i = 0; i < 200; i++) {
            double actual = Backoff.after(failures, HOUR, random).toMillis() / 1000.0;
            assertTrue(actual >= 0.79 * seconds && actual <= 1.21 * seconds, failures + " failures: " + actual + " s");
        }
    }

    @Test
    void it_doubles_from_five_seconds_to_an_hour() {
        within(1, 5);
        within(2, 10);
        within(5, 80);
        within(10, 2560);
        within(11, 3600);
        within(1_000_000, 3600);
    }

    @Test
    void it_is_spread() {
        Duration first = Backoff.after(3, HOUR, random);
        assertTrue(java.util.stream.Stream.generate(() -> Backoff.after(3, HOUR, random)).limit(20).anyMatch(each -> !each.equals(first)));
    }
}

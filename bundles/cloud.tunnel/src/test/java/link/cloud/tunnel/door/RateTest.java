package link.cloud.tunnel.door;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.Test;

class RateTest {
    private final ManualWorker worker = new ManualWorker();
    private final LongAdder total = new LongAdder();

    @Test
    void a_seconds_worth_passes_at_once_and_more_has_to_wait() {
        Rate rate = new Rate(1000, worker::nanos, total);
        rate.passed(999);
        assertEquals(0, rate.millis());
        rate.passed(501);
        assertEquals(501, rate.millis());
        worker.advance(Duration.ofMillis(501));
        assertEquals(0, rate.millis());
    }

    @Test
    void what_was_not_used_is_not_saved_up() {
        Rate rate = new Rate(1000, worker::nanos, total);
        worker.advance(Duration.ofHours(1));
        rate.passed(2000);
        assertEquals(1001, rate.millis());
    }

    @Test
    void without_a_rate_anything_passes() {
        Rate rate = new Rate(0, worker::nanos, total);
        rate.passed(Integer.MAX_VALUE);
        rate.passed(1);
        assertEquals(0, rate.millis());
        assertEquals(1L << 31, total.sum());
    }
}

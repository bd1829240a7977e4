package link.box.login.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.Test;

class TunnelAlarmTest {
    private final ManualWorker worker = new ManualWorker();
    private final TunnelAlarm alarm = new TunnelAlarm(worker::nanos, worker::now);

    @Test
    void the_twentieth_failure_within_an_hour_raises_it_once() {
        for (int i = 0; i < 19; i++) {
            assertFalse(alarm.failed());
        }
        assertEquals(Optional.empty(), alarm.raised());
        assertTrue(alarm.failed());
        assertEquals(Optional.of(worker.now()), alarm.raised());
        for (int i = 0; i < 100; i++) {
            assertFalse(alarm.failed());
        }
        worker.advance(Duration.ofHours(24));
        assertEquals(Optional.empty(), alarm.raised());
    }

    @Test
    void somebody_who_mistypes_now_and_then_raises_nothing() {
        for (int i = 0; i < 100; i++) {
            assertFalse(alarm.failed());
            worker.advance(Duration.ofMinutes(4));
        }
    }
}

package link.box.ota.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class TimedTest {
    private static final Duration SHORT = Duration.ofMillis(50);

    private final Timed timed = new Timed();

    @Test
    void what_ends_in_time_gives_its_result_and_may_be_run_again() throws Exception {
        assertEquals("x", timed.call("it", SHORT.multipliedBy(20), () -> "x"));
        assertEquals("y", timed.call("it", SHORT.multipliedBy(20), () -> "y"));
    }

    @Test
    void what_lets_itself_be_interrupted_has_failed_and_may_be_run_again() throws Exception {
        Failed failed = assertThrows(Failed.class, () -> timed.call("it", SHORT, () -> {
            Thread.sleep(60_000);
            return "x";
        }));
        assertEquals("it takes more than 50 ms", failed.getMessage());
        assertFalse(failed instanceof Blocked);
        assertEquals("y", timed.call("it", SHORT.multipliedBy(20), () -> "y"));
    }

    @Test
    void what_does_not_is_left_behind_and_not_run_again_before_it_has_ended() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        assertEquals("it hangs for more than 50 ms",
                assertThrows(Blocked.class, () -> timed.call("it", SHORT, () -> deaf(free))).getMessage());
        assertEquals("it still hangs since it was tried before",
                assertThrows(Blocked.class, () -> timed.call("it", SHORT, () -> "x")).getMessage());
        assertEquals("z", timed.call("another", SHORT.multipliedBy(20), () -> "z"));
        free.countDown();
        Thread.sleep(200);
        assertEquals("y", timed.call("it", SHORT.multipliedBy(20), () -> "y"));
    }

    @Test
    void a_failure_says_what_and_why() {
        Failed failed = assertThrows(Failed.class, () -> timed.call("it", SHORT.multipliedBy(20), () -> {
            throw new IllegalStateException("wrong");
        }));
        assertEquals("it fails: java.lang.IllegalStateException: wrong", failed.getMessage());
    }

    private static String deaf(CountDownLatch free) {
        while (true) {
            try {
                free.await();
                return "late";
            } catch (InterruptedException e) {
                Thread.interrupted();
            }
        }
    }
}

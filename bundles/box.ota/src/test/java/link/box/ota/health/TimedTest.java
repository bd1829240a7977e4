package link.box.ota.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class TimedTest {
    private static final Duration SHORT = Duration.ofMillis(50);
    private static final Duration LONG = Duration.ofSeconds(15);

    private final Timed timed = new Timed();

    @Test
    void what_ends_in_time_gives_its_result_and_may_be_run_again() throws Exception {
        assertEquals("x", timed.call("it", LONG, () -> "x"));
        assertEquals("y", timed.call("it", LONG, () -> "y"));
    }

    @Test
    void what_lets_itself_be_interrupted_has_failed_and_may_be_run_again() throws Exception {
        Failed failed = assertThrows(Failed.class, () -> timed.call("it", SHORT, () -> {
            Thread.sleep(60_000);
            return "x";
        }));
        assertEquals("it takes more than 50 ms", failed.getMessage());
        assertFalse(failed instanceof Blocked);
        assertEquals("y", timed.call("it", LONG, () -> "y"));
    }

    @Test
    void what_does_not_is_left_behind_and_not_run_again_before_it_has_ended() throws Exception {
        CountDownLatch free = new CountDownLatch(1);
        assertEquals("it hangs for more than 50 ms",
                assertThrows(Blocked.class, () -> timed.call("it", SHORT, () -> deaf(free))).getMessage());
        assertEquals("it still hangs since it was tried before",
                assertThrows(Blocked.class, () -> timed.call("it", SHORT, () -> "x")).getMessage());
        assertEquals("z", timed.call("another", LONG, () -> "z"));
        free.countDown();
        assertEquals("y", whenItHasEnded(() -> timed.call("it", LONG, () -> "y")));
    }

    @Test
    void a_failure_says_what_and_why() {
        Failed failed = assertThrows(Failed.class, () -> timed.call("it", LONG, () -> {
            throw new IllegalStateException("wrong");
        }));
        assertEquals("it fails: java.lang.IllegalStateException: wrong", failed.getMessage());
    }

    /** {@code @Timeout} ends it otherwise. */
    private static String whenItHasEnded(Callable<String> call) throws Exception {
        while (true) {
            try {
                return call.call();
            } catch (Blocked e) {
                Thread.sleep(10);
            }
        }
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

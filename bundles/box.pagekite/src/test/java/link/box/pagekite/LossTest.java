package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Tunnels that end, or only look alive. */
class LossTest extends WithPlayed {
    @Test
    void a_tunnel_that_is_lost_is_opened_anew_within_a_second_and_names_the_old_one() throws Exception {
        fly();
        frontend.hangUp();
        clockwork.until("the loss is said", SOON, () -> failure().equals("the tunnel has ended: the far end has closed the tunnel"));
        assertFalse(flies());
        worker.advance(Duration.ofSeconds(1));
        assertEquals("s1", Played.value(frontend.next(), "X-PageKite-Replace"));
    }

    @Test
    void one_that_hangs_up_each_time_is_asked_later_and_later() throws Exception {
        long[] asked = new long[5];
        for (int i = 0; i < asked.length; i++) {
            CompletableFuture<Void> hungUp = CompletableFuture.runAsync(this::hangUpOnTheNext);
            (i < 2 ? clockwork : fast).until("asks", SOON, hungUp::isDone); // a late tick of the fast one is a second
            asked[i] = worker.nanos();
        }
        assertTrue(asked[1] - asked[0] < Duration.ofSeconds(2).toNanos(), "paused " + (asked[1] - asked[0]));
        assertTrue(asked[4] - asked[3] > Duration.ofSeconds(3).toNanos(), "paused " + (asked[4] - asked[3]));
    }

    private void hangUpOnTheNext() {
        try {
            frontend.next();
            frontend.hangUp();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void a_tunnel_that_only_looks_alive_is_found_dead() throws Exception {
        fly();
        long since = worker.nanos();
        fast.until("pinged", SOON, this::pinged);
        worker.advance(Duration.ofSeconds(7));
        assertTrue(flies());
        clockwork.until("dead", SOON, () -> failure().equals("the tunnel has ended: the far end does not answer"));
        assertFalse(flies());
        assertTrue(worker.nanos() - since < Duration.ofSeconds(33).toNanos());
    }

    @Test
    void one_that_answers_pings_is_alive() throws Exception {
        fly();
        for (int i = 0; i < 3; i++) {
            fast.until("pinged", SOON, this::pinged);
            frontend.chunk("NOOP: 1\r\nPONG: 1\r\n", "");
        }
        assertTrue(flies());
    }

    @Test
    void many_losses_leave_nothing_behind() throws Exception {
        fly();
        int files = openFiles();
        int threads = Thread.activeCount();
        for (int i = 0; i < 30; i++) {
            frontend.hangUp();
            clockwork.until("the loss is seen", SOON, () -> !flies());
            worker.advance(Duration.ofSeconds(10));
            fly();
            worker.advance(Duration.ofSeconds(11));
        }
        clockwork.until("all is closed", SOON, () -> openFiles() <= files);
        assertTrue(Thread.activeCount() <= threads + 2, threads + " threads became " + Thread.activeCount());
    }

    private static int openFiles() {
        return Path.of("/proc/self/fd").toFile().list().length;
    }

    private boolean pinged() {
        try {
            return frontend.heard("PING: 1\r\n\r\n");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}

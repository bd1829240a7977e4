package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.fail;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import link.box.testing.ManualWorker;

/**
 * Moves a manual clock along with the real time, since real processes take part; several times as fast if wanted. It stands still while the
 * machine keeps this thread waiting, for it keeps the others waiting then, too.
 */
final class Clockwork {
    private static final long TICK = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long LONGEST_TICK = 2 * TICK;

    private final ManualWorker worker;
    private final int speed;
    private final BooleanSupplier busy;

    Clockwork(ManualWorker worker, int speed) {
        this(worker, speed, () -> false);
    }

    /** @param busy while that is so, the clock is as fast as the real one */
    Clockwork(ManualWorker worker, int speed, BooleanSupplier busy) {
        this.worker = worker;
        this.speed = speed;
        this.busy = busy;
    }

    /** Runs until it is so, at most for that (real) time. */
    void until(String what, Duration longest, BooleanSupplier condition) {
        long end = System.nanoTime() + longest.toNanos();
        long last = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                fail("not within " + longest + ": " + what + "; failure: " + worker.failure(Supervisor.JOB));
            }
            LockSupport.parkNanos(TICK);
            long now = System.nanoTime();
            worker.advance(Duration.ofNanos(Math.min(now - last, LONGEST_TICK) * (busy.getAsBoolean() ? 1 : speed)));
            last = now;
        }
    }

    /** Returns when the thread is inside the method, without moving the clock. */
    void waits(Thread thread, String method) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);
        while (Arrays.stream(thread.getStackTrace()).noneMatch(frame -> frame.getMethodName().equals(method))) {
            if (System.nanoTime() > end) {
                fail("not in " + method);
            }
            LockSupport.parkNanos(TICK);
        }
    }
}

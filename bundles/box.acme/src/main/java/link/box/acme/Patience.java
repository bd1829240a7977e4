package link.box.acme;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import link.box.api.work.Worker;

/** A bounded time to wait in, with pauses that grow. */
final class Patience {
    private static final long FIRST = TimeUnit.MILLISECONDS.toNanos(250);
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(5);

    private final Worker worker;
    private final long start;
    private final long total;
    private long step = FIRST;

    Patience(Worker worker, Duration total) {
        this.worker = worker;
        this.start = worker.nanos();
        this.total = total.toNanos();
    }

    boolean isOver() {
        return left() <= 0;
    }

    /** Waits a little longer than last time. */
    void pause() throws InterruptedException {
        pause(Duration.ofNanos(step));
        step = Math.min(step * 2, LONGEST);
    }

    /** Waits as long as wanted, or for what is left. */
    void pause(Duration wanted) throws InterruptedException {
        new CountDownLatch(1).await(Math.min(wanted.toNanos(), left()), TimeUnit.NANOSECONDS);
    }

    private long left() {
        return total - (worker.nanos() - start);
    }
}

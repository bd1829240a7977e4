package link.box.login.account;

import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import link.box.api.access.ConnectionClass;

/** One password is hashed at a time, for memory's sake; two from home and one from outside may wait for it. Thread-safe. */
public final class HashRoom {
    private static final long SECONDS = 10;

    private final Semaphore bench = new Semaphore(1, true);
    private final AtomicInteger home = new AtomicInteger();
    private final AtomicInteger outside = new AtomicInteger();

    /** @return what the work returns; empty if too many wait, and the work is not done */
    public <T> Optional<T> run(ConnectionClass from, Supplier<T> work) {
        if (!enter(from)) {
            return Optional.empty();
        }
        try {
            return Optional.of(work.get());
        } finally {
            bench.release();
        }
    }

    private boolean enter(ConnectionClass from) {
        if (bench.tryAcquire()) {
            return true;
        }
        boolean far = from == ConnectionClass.TUNNEL || from == ConnectionClass.PUBLIC;
        AtomicInteger waiting = far ? outside : home;
        try {
            return waiting.incrementAndGet() <= (far ? 1 : 2) && bench.tryAcquire(SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            waiting.decrementAndGet();
        }
    }
}

package link.box.runtime;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Tells when a start makes no progress. It has a thread of its own, since what it watches is what may hang; the thread ends with the start.
 */
final class StartWatch implements AutoCloseable {
    private static final long LOOK_MILLIS = 200;

    private final Supplier<Object> progress;
    private final Consumer<Duration> stuck;
    private final Thread thread = new Thread(this::watch, "start watch");
    private volatile boolean over;

    /**
     * @param progress changes while there is progress
     * @param stuck told for how long there was none, again and again
     */
    StartWatch(Supplier<Object> progress, Consumer<Duration> stuck) {
        this.progress = progress;
        this.stuck = stuck;
        thread.setDaemon(true);
    }

    StartWatch start() {
        thread.start();
        return this;
    }

    private void watch() {
        Object last = null;
        long since = System.nanoTime();
        while (!over) {
            Object now = progress.get();
            if (now != last) {
                last = now;
                since = System.nanoTime();
            } else {
                stuck.accept(Duration.ofNanos(System.nanoTime() - since));
            }
            pause();
        }
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            over = true;
        }
    }

    /** The start is over. */
    @Override
    public void close() {
        over = true;
        thread.interrupt();
    }
}

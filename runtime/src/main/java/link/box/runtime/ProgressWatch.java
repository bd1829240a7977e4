package link.box.runtime;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells when a start or a stop makes no progress. It has a thread of its own, since what it watches is what may hang; the thread ends with
 * it.
 */
final class ProgressWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");
    private static final long LOOK_MILLIS = 200;

    private final Supplier<Object> progress;
    private final Consumer<Duration> stuck;
    private final Thread thread = new Thread(this::watch, "progress watch");
    private Object last;
    private long since;
    private boolean complained;
    private volatile boolean over;

    /**
     * @param progress changes while there is progress
     * @param stuck told for how long there was none, again and again
     */
    ProgressWatch(Supplier<Object> progress, Consumer<Duration> stuck) {
        this.progress = progress;
        this.stuck = stuck;
        thread.setDaemon(true);
    }

    ProgressWatch start() {
        thread.start();
        return this;
    }

    private void watch() {
        since = System.nanoTime();
        while (!over) {
            try {
                look();
            } catch (RuntimeException e) { // what it looks at changes meanwhile; without the watch a hang would never be noticed
                complain(e);
            }
            pause();
        }
    }

    private void look() {
        Object now = progress.get();
        if (!Objects.equals(now, last)) {
            last = now;
            since = System.nanoTime();
        } else {
            stuck.accept(Duration.ofNanos(System.nanoTime() - since));
        }
    }

    /** Once: it looks often. */
    private void complain(RuntimeException e) {
        if (!complained) {
            LOG.warn("it cannot be told whether the start or the stop makes progress; it is looked at again", e);
        }
        complained = true;
    }

    private void pause() {
        try {
            Thread.sleep(LOOK_MILLIS);
        } catch (InterruptedException e) {
            over = true;
        }
    }

    /** It is over. */
    @Override
    public void close() {
        over = true;
        thread.interrupt();
    }
}

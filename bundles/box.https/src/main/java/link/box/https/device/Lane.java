package link.box.https.device;

import java.util.concurrent.atomic.AtomicInteger;

/** How many requests of one alias are inside at once, so that it takes no places of the others. Thread-safe. */
final class Lane {
    private static final int MOST = 8;

    private final AtomicInteger inside = new AtomicInteger();

    /** @return false if there is no place: then it has not entered */
    boolean enter() {
        boolean free = inside.incrementAndGet() <= MOST;
        if (!free) {
            leave();
        }
        return free;
    }

    void leave() {
        inside.decrementAndGet();
    }
}

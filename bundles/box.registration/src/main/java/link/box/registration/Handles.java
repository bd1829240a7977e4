package link.box.registration;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The handle of now: a new one at each start, for each window that is asked for, and each day. Not thread-safe. */
final class Handles {
    private static final long DAY = Duration.ofHours(24).toNanos();

    private final LongSupplier nanos;
    private Handle current;
    private int openings;
    private long born;

    Handles(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @param opened how many windows were asked for */
    Handle now(int opened) {
        if (current == null || opened != openings || nanos.getAsLong() - born >= DAY) {
            current = Handle.fresh();
            openings = opened;
            born = nanos.getAsLong();
        }
        return current;
    }

    /** The next one is a new one. */
    void drop() {
        current = null;
    }
}

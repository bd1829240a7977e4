package link.cloud.registration;

import java.util.concurrent.atomic.AtomicLong;

/** A share of the heap that may be used up. Thread-safe. */
final class Heap {
    private final long most;
    private final AtomicLong used = new AtomicLong();

    /** @param most bytes */
    Heap(long most) {
        this.most = most;
    }

    /**
     * @param growth bytes; negative to give back
     * @return whether there was room; giving back always works
     */
    boolean take(long growth) {
        long after = used.addAndGet(growth);
        if (growth > 0 && after > most) {
            used.addAndGet(-growth);
            return false;
        }
        return true;
    }
}

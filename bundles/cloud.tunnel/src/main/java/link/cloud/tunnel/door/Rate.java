package link.cloud.tunnel.door;

import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/**
 * How many bytes may pass in a second, with a second's worth at once. What has passed is told afterwards: it may be a little more, and the
 * next has to wait longer then. Counts all that has passed. Thread-safe.
 */
final class Rate {
    private static final long SECOND = 1_000_000_000;

    private final long bytesPerSecond;
    private final LongSupplier nanos;
    private final LongAdder total;
    private long filled;
    private double credit;

    /**
     * @param bytesPerSecond 0: any number
     * @param nanos a clock that never jumps, in nanoseconds
     * @param total where it is counted
     */
    Rate(long bytesPerSecond, LongSupplier nanos, LongAdder total) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanos = nanos;
        this.total = total;
        this.credit = bytesPerSecond;
        this.filled = nanos.getAsLong();
    }

    /** So many bytes have passed. */
    void passed(int bytes) {
        total.add(bytes);
        if (bytesPerSecond > 0) {
            spend(bytes);
        }
    }

    /** @return milliseconds until something may pass; 0: now */
    long millis() {
        return bytesPerSecond == 0 ? 0 : untilCredit();
    }

    private synchronized void spend(int bytes) {
        refill();
        credit -= bytes;
    }

    private synchronized long untilCredit() {
        refill();
        return credit > 0 ? 0 : 1 + (long) (-credit * 1000 / bytesPerSecond);
    }

    private void refill() {
        long now = nanos.getAsLong();
        credit = Math.min(bytesPerSecond, credit + (double) (now - filled) * bytesPerSecond / SECOND);
        filled = now;
    }
}

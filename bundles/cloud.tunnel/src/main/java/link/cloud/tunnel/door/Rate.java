package link.cloud.tunnel.door;

import java.util.function.LongSupplier;

/**
 * How many bytes may pass in a second, with a second's worth at once. What has passed is told afterwards: it may be a little more, and the
 * next has to wait longer then. Thread-safe.
 */
final class Rate {
    private static final long SECOND = 1_000_000_000;

    private final long bytesPerSecond;
    private final LongSupplier nanos;
    private long filled;
    private double credit;

    /**
     * @param bytesPerSecond 0: any number
     * @param nanos a clock that never jumps, in nanoseconds
     */
    Rate(long bytesPerSecond, LongSupplier nanos) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanos = nanos;
        this.credit = bytesPerSecond;
        this.filled = nanos.getAsLong();
    }

    /** So many bytes have passed. */
    synchronized void passed(int bytes) {
        if (bytesPerSecond > 0) {
            refill();
            credit -= bytes;
        }
    }

    /** @return milliseconds until something may pass; 0: now */
    synchronized long millis() {
        if (bytesPerSecond == 0) {
            return 0;
        }
        refill();
        return credit > 0 ? 0 : 1 + (long) (-credit * 1000 / bytesPerSecond);
    }

    private void refill() {
        long now = nanos.getAsLong();
        credit = Math.min(bytesPerSecond, credit + (double) (now - filled) * bytesPerSecond / SECOND);
        filled = now;
    }
}

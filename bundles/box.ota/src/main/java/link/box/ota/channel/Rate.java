package link.box.ota.channel;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Keeps downloads below a rate: says how long to wait after each piece. Thread-safe. */
public final class Rate {
    private static final int KILOBYTE = 1000;
    private static final long SECOND = 1_000_000_000;

    private final long bytesPerSecond;
    private final LongSupplier nanos;
    private long free;

    /**
     * @param kilobytes a second (1000 bytes each); 0: no limit
     * @param nanos a clock that never jumps
     */
    public Rate(int kilobytes, LongSupplier nanos) {
        this.bytesPerSecond = (long) kilobytes * KILOBYTE;
        this.nanos = nanos;
        this.free = nanos.getAsLong();
    }

    /** @return how long to wait after these bytes, so that all until then are no more than the rate allows */
    synchronized Duration pause(long bytes) {
        if (bytesPerSecond == 0) {
            return Duration.ZERO;
        }
        long now = nanos.getAsLong();
        free = Math.max(free - now, 0) + now + bytes * SECOND / bytesPerSecond;
        return Duration.ofNanos(free - now);
    }
}

package link.cloud.zone.dns;

import java.util.function.LongSupplier;

/** So many in each second. Thread-safe. */
final class Allowance {
    private static final long SECOND = 1_000_000_000L;

    private final int perSecond;
    private final LongSupplier nanos;
    private long begin;
    private int taken;

    /** @param nanos a clock that never jumps, in nanoseconds */
    Allowance(int perSecond, LongSupplier nanos) {
        this.perSecond = perSecond;
        this.nanos = nanos;
        this.begin = nanos.getAsLong();
    }

    /** @return whether it is one of those */
    synchronized boolean take() {
        long now = nanos.getAsLong();
        if (now - begin >= SECOND) {
            begin = now;
            taken = 0;
        }
        return ++taken <= perSecond;
    }
}

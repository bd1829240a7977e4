package link.box.nat.router;

import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongSupplier;

/** A time that nothing of an exchange outlasts, however slowly the other side talks. */
public final class Deadline {
    private final LongSupplier clock;
    private final long end;

    /** @param clock nanoseconds of a clock that never jumps */
    public Deadline(LongSupplier clock, Duration left) {
        this(clock, clock.getAsLong() + left.toNanos());
    }

    private Deadline(LongSupplier clock, long end) {
        this.clock = clock;
        this.end = end;
    }

    /** @return the earlier one of this and so long from now */
    public Deadline within(Duration most) {
        long now = clock.getAsLong();
        return new Deadline(clock, now + Math.min(end - now, most.toNanos()));
    }

    /** @return what is left, as a socket's timeout: 1 at least, for 0 would be for ever */
    public int millis() throws InterruptedIOException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("interrupted");
        }
        long left = end - clock.getAsLong();
        if (left <= 0) {
            throw new SocketTimeoutException("no answer in time");
        }
        return (int) Math.max(1, Duration.ofNanos(left).toMillis());
    }
}

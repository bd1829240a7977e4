package link.box.login.account;

import java.time.Duration;

/** So many tries at once, and one more each period. Not thread-safe. */
public final class Bucket {
    private final int burst;
    private final long period;
    private long tokens;
    private long filled;

    /** @param nanos the time now, of a clock that never jumps */
    public Bucket(int burst, Duration period, long nanos) {
        this.burst = burst;
        this.period = period.toNanos();
        this.tokens = burst;
        this.filled = nanos;
    }

    /** @return how long until there is a try; zero if there is one */
    public Duration delay(long nanos) {
        fill(nanos);
        return tokens > 0 ? Duration.ZERO : Duration.ofNanos(filled + period - nanos);
    }

    public void take() {
        tokens--;
    }

    public void giveBack() {
        tokens = Math.min(burst, tokens + 1);
    }

    private void fill(long nanos) {
        long periods = (nanos - filled) / period;
        tokens = Math.min(burst, tokens + periods);
        filled += periods * period;
    }
}

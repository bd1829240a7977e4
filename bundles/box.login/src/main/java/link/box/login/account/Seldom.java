package link.box.login.account;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets through one of many: strangers who knock all night must not fill the log. Thread-safe. */
public final class Seldom {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final LongSupplier nanos;
    private long next;

    public Seldom(LongSupplier nanos) {
        this.nanos = nanos;
        this.next = nanos.getAsLong();
    }

    public synchronized void run(Runnable work) {
        long now = nanos.getAsLong();
        if (now - next >= 0) {
            next = now + PAUSE.toNanos();
            work.run();
        }
    }
}

package link.box.login;

import java.time.Duration;
import java.util.function.LongSupplier;

/** Lets through one of many: strangers who knock all night must not fill the log. Thread-safe. */
final class Seldom {
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final LongSupplier nanos;
    private long next;

    Seldom(LongSupplier nanos) {
        this.nanos = nanos;
        this.next = nanos.getAsLong();
    }

    synchronized void run(Runnable work) {
        long now = nanos.getAsLong();
        if (now - next >= 0) {
            next = now + PAUSE.toNanos();
            work.run();
        }
    }
}

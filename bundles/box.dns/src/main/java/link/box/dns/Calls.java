package link.box.dns;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import link.box.api.work.Worker;

/** Remembers how talking to the zone server went last. Thread-safe. */
final class Calls {
    /** What others wait for with a backoff of their own has grown longer by then. */
    private static final Duration OUTAGE = Duration.ofSeconds(30);

    private final Worker worker;
    private Long silentSince;
    private Past past = new Past(Optional.empty(), Optional.empty(), 0, false);

    Calls(Worker worker) {
        this.worker = worker;
    }

    /** A call that has ended, by the wall clock; what the server speaks, or why it failed. */
    record Call(Instant time, String words) {
    }

    /**
     * @param success the last one that came true
     * @param failure the last one that did not
     * @param failingSince the first failure since the last success, by the monotonic clock
     * @param failing whether the last call of all failed
     */
    record Past(Optional<Call> success, Optional<Call> failure, long failingSince, boolean failing) {
    }

    /** @return whether this ends a time, longer than a hiccup, in which nothing came back from the server: the network is back */
    synchronized boolean succeeded(String speaks) {
        boolean back = silentSince != null && worker.nanos() - silentSince > OUTAGE.toNanos();
        silentSince = null;
        past = new Past(Optional.of(new Call(now(), speaks)), past.failure(), 0, false);
        return back;
    }

    /** @param answered whether the server had said anything: what it refuses is no matter of the network */
    synchronized void failed(String reason, boolean answered) {
        if (!answered) {
            heldUp();
        }
        long since = past.failing() ? past.failingSince() : worker.nanos();
        past = new Past(past.success(), Optional.of(new Call(now(), reason)), since, true);
    }

    /** Something on the way kept the call from the server: no failure of it. */
    synchronized void heldUp() {
        silentSince = silentSince == null ? Long.valueOf(worker.nanos()) : silentSince;
    }

    private Instant now() {
        return worker.now().truncatedTo(ChronoUnit.SECONDS);
    }

    synchronized Past past() {
        return past;
    }
}

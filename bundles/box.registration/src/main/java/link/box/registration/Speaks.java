package link.box.registration;

import java.time.Duration;
import link.box.api.work.Worker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the server speaks version 2: one that does not is left alone for an hour. Thread-safe. */
final class Speaks {
    private static final Logger LOG = LoggerFactory.getLogger("box.registration");
    private static final Duration AGAIN = Duration.ofHours(1);
    private static final int NOT_FOUND = 404;

    private final Worker worker;
    private boolean told;
    private boolean silent;
    private long since;

    Speaks(Worker worker) {
        this.worker = worker;
    }

    synchronized boolean second() {
        silent = silent && worker.nanos() - since < AGAIN.toNanos();
        return !silent;
    }

    /** It did. */
    synchronized void yes() {
        told = false;
    }

    /** @return whether the reason is that it does not */
    synchronized boolean no(Refused refusal) {
        if (refusal.status() != NOT_FOUND) {
            return false;
        }
        if (!told) {
            LOG.warn("the registration server does not know version 2 of its API: apps that use it do not find the Box; asked hourly");
        }
        told = true;
        silent = true;
        since = worker.nanos();
        return true;
    }
}

package link.box.https.gate;

import java.util.concurrent.atomic.AtomicReference;
import link.box.api.access.Access;

/** Who decides on access; requests wait for it while box.login is being updated. Thread-safe. */
final class AccessRoom {
    private final WaitingRoom waiting;
    private final AtomicReference<Access> access = new AtomicReference<>();

    AccessRoom(WaitingRoom waiting) {
        this.waiting = waiting;
    }

    /** @return who decides now, or null */
    Access access() {
        return access.get();
    }

    void arrived(Access next) {
        access.set(next);
        waiting.look();
    }

    /** Another may have arrived before this one left. */
    void left(Access old) {
        access.compareAndSet(old, null);
    }
}

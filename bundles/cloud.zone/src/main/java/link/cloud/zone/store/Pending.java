package link.cloud.zone.store;

import java.io.IOException;
import link.cloud.zone.record.BoxRecords;

/** An edit on its way to the disk. Guarded by the lock of the disk, except what is final. */
final class Pending {
    final Change change;
    final BoxRecords next;
    private boolean stored;
    private Throwable failure;

    Pending(Change change, BoxRecords next) {
        this.change = change;
        this.next = next;
    }

    boolean done() {
        return stored || failure != null;
    }

    void succeed() {
        stored = true;
    }

    void fail(Throwable why) {
        failure = why;
    }

    void check() throws IOException {
        if (!stored) {
            throw new IOException("the edit could not be stored: " + failure, failure);
        }
    }
}

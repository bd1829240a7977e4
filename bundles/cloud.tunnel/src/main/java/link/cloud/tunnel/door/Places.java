package link.cloud.tunnel.door;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;

/** So many visitors may be with Boxes at once: who has a place gives it back with the end of its connection. Thread-safe. */
final class Places implements Connection.Listener {
    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    Places(int most) {
        this.most = most;
    }

    /** @return false if there is none, and it has not entered */
    boolean enter() {
        boolean free = taken.incrementAndGet() <= most;
        if (!free) {
            taken.decrementAndGet();
        }
        return free;
    }

    @Override
    public void onOpened(Connection connection) {
        // it has entered before
    }

    @Override
    public void onClosed(Connection connection) {
        taken.decrementAndGet();
    }
}

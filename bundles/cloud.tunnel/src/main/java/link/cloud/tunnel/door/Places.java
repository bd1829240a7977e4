package link.cloud.tunnel.door;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;

/** So many visitors may be with Boxes at once. Thread-safe. */
final class Places {
    private final int most;
    private final AtomicInteger taken = new AtomicInteger();

    Places(int most) {
        this.most = most;
    }

    /** @return a place, given back when it hears of a connection's end; empty if there is none */
    Optional<Connection.Listener> enter() {
        boolean free = taken.incrementAndGet() <= most;
        if (!free) {
            taken.decrementAndGet();
        }
        return free ? Optional.of(new Place()) : Optional.empty();
    }

    /** The end may be told twice, by who sees it and by Jetty. */
    private final class Place implements Connection.Listener {
        private final AtomicBoolean left = new AtomicBoolean();

        @Override
        public void onOpened(Connection connection) {
            // it was taken before
        }

        @Override
        public void onClosed(Connection connection) {
            if (left.compareAndSet(false, true)) {
                taken.decrementAndGet();
            }
        }
    }
}

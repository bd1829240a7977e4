package link.box.common.front;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listening sockets that outlive their bundle while it is updated: the kernel goes on to take connections, and the next version serves
 * them. They lie among the system properties, where nothing of the old version's is kept: a socket is a class of the JDK's. One that
 * nobody has taken up in a while is closed, as is one whose port listens elsewhere now.
 */
final class Doors {
    /** Longer than an update takes; who waits in it so long has gone. */
    static final Duration KEPT = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(Doors.class);
    private static final String PREFIX = "link.box.door ";

    private final BooleanSupplier updating;
    private final Duration patience;

    /**
     * @param updating whether the bundle that listens is stopped and the framework is not
     * @param patience for how long a socket is kept
     */
    Doors(BooleanSupplier updating, Duration patience) {
        this.updating = updating;
        this.patience = patience;
    }

    static Doors of(BundleContext context) {
        Bundle own = context.getBundle();
        return new Doors(() -> own.getState() == Bundle.STOPPING && context.getBundle(0).getState() != Bundle.STOPPING, KEPT);
    }

    boolean isUpdating() {
        return updating.getAsBoolean();
    }

    /**
     * @param title of the port; what was kept under it and listens elsewhere is closed
     * @param place where it listens; the same title and place find what was kept
     * @param made used if nothing was
     */
    ServerSocketChannel open(String title, String place, Made made) throws IOException {
        Optional<ServerSocketChannel> kept = taken(title, place);
        return new Door(kept.isPresent() ? kept.get() : made.get(), socket -> closed(title, place, socket));
    }

    /** Makes a socket that listens. */
    @FunctionalInterface
    interface Made {
        ServerSocketChannel get() throws IOException;
    }

    private static Optional<ServerSocketChannel> taken(String title, String place) throws IOException {
        if (!(System.getProperties().remove(PREFIX + title) instanceof Object[] kept && kept.length == 2
                && kept[1] instanceof ServerSocketChannel socket)) {
            return Optional.empty();
        }
        if (socket.isOpen() && place.equals(kept[0])) {
            return Optional.of(socket);
        }
        socket.close();
        return Optional.empty();
    }

    private void closed(String title, String place, ServerSocketChannel socket) throws IOException {
        if (!isUpdating()) {
            socket.close();
            return;
        }
        Object[] kept = {place, socket}; // equal to itself alone: the same socket may be kept again before the timer ends
        System.getProperties().put(PREFIX + title, kept);
        // by a timer of the JDK's, as the bundle and its worker have gone by then
        new CompletableFuture<Void>().completeOnTimeout(null, patience.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(() -> forget(title, kept, socket));
    }

    private static void forget(String title, Object[] kept, ServerSocketChannel socket) {
        if (System.getProperties().remove(PREFIX + title, kept)) {
            try {
                socket.close();
            } catch (IOException e) {
                LOG.debug("a socket does not close", e);
            }
        }
    }
}

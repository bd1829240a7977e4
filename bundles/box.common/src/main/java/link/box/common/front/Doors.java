package link.box.common.front;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/**
 * Listening sockets that outlive their bundle while it is updated: the kernel goes on to take connections, and the next version serves
 * them. They lie among the system properties, where nothing of the old version's is kept: a socket is a class of the JDK's.
 */
final class Doors {
    private final BooleanSupplier updating;

    /** @param updating whether the bundle that listens is stopped and the framework is not */
    Doors(BooleanSupplier updating) {
        this.updating = updating;
    }

    static Doors of(BundleContext context) {
        Bundle own = context.getBundle();
        return new Doors(() -> own.getState() == Bundle.STOPPING && context.getBundle(0).getState() != Bundle.STOPPING);
    }

    /**
     * @param name of the port; the same one finds what was kept
     * @param made used if nothing was
     */
    ServerSocketChannel open(String name, Made made) throws IOException {
        Optional<ServerSocketChannel> kept = taken(name);
        return new Door(kept.isPresent() ? kept.get() : made.get(), socket -> closed(name, socket));
    }

    /** Makes a socket that listens. */
    @FunctionalInterface
    interface Made {
        ServerSocketChannel get() throws IOException;
    }

    private static Optional<ServerSocketChannel> taken(String name) {
        return System.getProperties().remove(key(name)) instanceof ServerSocketChannel socket && socket.isOpen()
                ? Optional.of(socket) : Optional.empty();
    }

    private void closed(String name, ServerSocketChannel socket) throws IOException {
        if (updating.getAsBoolean()) {
            System.getProperties().put(key(name), socket);
        } else {
            socket.close();
        }
    }

    private static String key(String name) {
        return "link.box.door " + name;
    }
}

package link.box.common.fact;

import java.util.Objects;
import link.box.api.work.Trouble;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A fact in the service registry: registered while it is true, replaced new before old, left alone when equal. Thread-safe.
 *
 * @param <T> type of the fact
 */
public final class Published<T> implements AutoCloseable {
    private final BundleContext context;
    private final Class<T> type;
    private final Logger log;
    private T value;
    private ServiceRegistration<T> registration;
    private boolean closed;

    /**
     * @param context the publisher's
     * @param type under which it is registered
     */
    public Published(BundleContext context, Class<T> type) {
        this.context = context;
        this.type = type;
        this.log = LoggerFactory.getLogger(context.getBundle().getSymbolicName().replaceFirst("^link\\.", ""));
    }

    /**
     * Makes this the fact; listeners run on this thread. Trouble is logged as a warning, with what to do.
     *
     * @param next the new value
     * @param story what to log when it changes, in words
     */
    public synchronized void set(T next, String story) {
        if (closed || Objects.equals(value, next)) {
            return;
        }
        if (next instanceof Trouble trouble) {
            log.warn("{}: {}", story, trouble.remedy());
        } else {
            log.info("{}", story);
        }
        replace(next);
    }

    /**
     * It is true no longer.
     *
     * @param story what to log if it was
     */
    public synchronized void clear(String story) {
        if (registration != null) {
            log.info("{}", story);
            replace(null);
        }
    }

    /** @return the fact, or null if there is none now */
    public synchronized T get() {
        return value;
    }

    /** Withdraws the fact silently; nothing is published any more. */
    @Override
    public synchronized void close() {
        closed = true;
        replace(null);
    }

    private void replace(T next) {
        ServiceRegistration<T> old = registration;
        value = next;
        registration = next == null ? null : context.registerService(type, next, null);
        if (old != null) {
            unregister(old);
        }
    }

    private static void unregister(ServiceRegistration<?> old) {
        try {
            old.unregister();
        } catch (IllegalStateException e) {
            // the bundle is stopping and the framework was faster
        }
    }
}

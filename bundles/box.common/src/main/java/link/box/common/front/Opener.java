package link.box.common.front;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import link.box.api.work.Task;
import link.box.api.work.Trouble;
import link.box.api.work.Worker;
import link.box.common.fact.Published;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Opens one port, at once if it is free, else as soon as it is. */
final class Opener {
    /** An open connection whose next request does not come within this time has none on its way. */
    private static final Duration IDLE = Duration.ofMillis(500);

    private final Port port;
    private final Doors doors;
    private final ServerConnector connector;
    private final Supplier<Worker> worker;
    private final String step;
    private final Logger log;
    private final Published<Trouble> trouble;
    private Task retry;
    private CompletableFuture<Void> left = CompletableFuture.completedFuture(null);
    private boolean wanted;

    Opener(Server front, Port port, BundleContext context, Supplier<Worker> worker) {
        this.port = port;
        this.doors = Doors.of(context);
        this.connector = Speech.connector(front, port, doors);
        connector.setShutdownIdleTimeout(IDLE.toMillis());
        this.worker = worker;
        this.step = context.getBundle().getSymbolicName().replaceFirst("^link\\.", "");
        this.log = LoggerFactory.getLogger(step);
        this.trouble = new Published<>(context, Trouble.class);
    }

    ServerConnector connector() {
        return connector;
    }

    /** Returns at once; a port that is taken is tried again by the worker. */
    synchronized void open() {
        wanted = true;
        try {
            start();
        } catch (IOException e) {
            openAgain();
        }
    }

    /** Tries again with the worker there is now, if the port should be open and is not. */
    synchronized void openAgain() {
        Worker now = worker.get();
        if (wanted && !connector.isStarted() && now != null) {
            retry = now.retry("listen on " + port, this::start);
        }
    }

    /**
     * In an update: takes nobody in any more, and the next answer of each connection says that it is the last. Returns at once.
     *
     * @return done when the last answers are given; if it is no update, at once
     */
    synchronized CompletableFuture<Void> leave() {
        wanted = false;
        if (doors.isUpdating() && connector.isStarted()) {
            left = connector.shutdown();
        }
        return left;
    }

    /** Closes what is open, and cuts what is still being answered. */
    synchronized void close() {
        wanted = false;
        if (retry != null) {
            retry.cancel();
        }
        trouble.close();
        if (!left.isDone()) {
            log.info("{} cuts what is still being answered", port);
        }
        try {
            connector.stop();
        } catch (Exception e) {
            log.warn("{} did not close cleanly: {}", port, e.toString());
        }
    }

    private synchronized void start() throws IOException {
        if (!wanted) {
            return;
        }
        try {
            connector.start();
            log.info("Listening on {}", port);
            trouble.clear("No longer in trouble: " + port + " is open");
        } catch (Exception e) {
            String why = (e.getCause() == null ? e : e.getCause()).getMessage();
            trouble.set(new Trouble(step, port + " cannot be opened: " + why,
                    "Stop the program that uses it, give the Box the right to open it, or set another port or address."),
                    "Trouble: " + port + " cannot be opened: " + why);
            throw new IOException(why, e);
        }
    }
}

package link.box.common.front;

import java.io.IOException;
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
    private final Port port;
    private final ServerConnector connector;
    private final Supplier<Worker> worker;
    private final String step;
    private final Logger log;
    private final Published<Trouble> trouble;
    private Task retry;
    private boolean wanted;

    Opener(Server front, Port port, BundleContext context, Supplier<Worker> worker) {
        this.port = port;
        this.connector = Speech.connector(front, port, Doors.of(context));
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

    synchronized void close() {
        wanted = false;
        if (retry != null) {
            retry.cancel();
        }
        trouble.close();
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

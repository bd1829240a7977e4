package link.box.common.front;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import link.box.api.work.Worker;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.osgi.framework.BundleContext;

/**
 * A Jetty server of our own in front of Felix's: the TLS ports belong to it, and its one handler sees every request of every context
 * before Felix does. Felix's own server ends up without a socket. Felix has no hook for handlers, hence this way.
 *
 * <p>Made for {@code ConnectorFactory.createConnector}, which should be ready before Jetty starts: Felix's own connector serves
 * until then.
 */
public final class FrontServer {
    private final BundleContext context;
    private final Function<Request.Handler, Handler> gate;
    private final Duration lastAnswers;
    private final List<Opener> openers = new CopyOnWriteArrayList<>();
    private volatile Worker worker;

    /**
     * @param context in whose name a port that cannot be opened becomes a {@code Trouble}
     * @param worker opens again a port that was taken; null if {@link #use} brings one later
     * @param gate makes the handler of all requests; its argument is Felix, to be called for what may pass. The handler has to
     *        answer all requests itself or through Felix
     */
    public FrontServer(BundleContext context, Worker worker, Function<Request.Handler, Handler> gate) {
        this(context, worker, gate, Anchor.LAST_ANSWERS);
    }

    FrontServer(BundleContext context, Worker worker, Function<Request.Handler, Handler> gate, Duration lastAnswers) {
        this.context = context;
        this.worker = worker;
        this.gate = gate;
        this.lastAnswers = lastAnswers;
    }

    /**
     * From now on this worker opens again what was taken. Open ports stay as they are.
     *
     * @param next the worker
     */
    public synchronized void use(Worker next) {
        worker = next;
        openers.forEach(Opener::openAgain);
    }

    /** This worker is gone; another may have come before. Open ports stay as they are. */
    public synchronized void leave(Worker old) {
        if (worker == old) {
            worker = null;
        }
    }

    /**
     * Takes Felix's sockets away and makes ours. Never throws for a port that is taken: it is tried again, and the others work.
     *
     * @param felix the server of Felix HTTP, started
     * @param ports where to listen, once the returned connector is started
     * @return what to hand to Felix: a connector without a socket, whose start and stop are those of the ports
     */
    public Connector before(Server felix, List<Port> ports) {
        ClassLoader callers = Thread.currentThread().getContextClassLoader();
        // Jetty looks up TLS and protocol helpers through the context class loader, and Felix calls us with its own
        Thread.currentThread().setContextClassLoader(FrontServer.class.getClassLoader());
        try {
            Refusal.of(felix);
            Server front = new Server(felix.getThreadPool(), felix.getScheduler(), felix.getByteBufferPool());
            front.setHandler(gate.apply(new Pass(felix)));
            front.setErrorHandler(FrontServer::emptyError);
            List<Opener> opened = ports.stream().map(port -> new Opener(front, port, context, () -> worker)).toList();
            openers.clear();
            openers.addAll(opened);
            return new Anchor(felix, front, opened, lastAnswers);
        } finally {
            Thread.currentThread().setContextClassLoader(callers);
        }
    }

    /** @return the sockets of the last {@link #before}, in the order of its ports, to look at or to add listeners to */
    public List<ServerConnector> connectors() {
        return openers.stream().map(Opener::connector).toList();
    }

    /** An error before or in the gate tells its status and nothing else. */
    private static boolean emptyError(Request request, Response response, Callback callback) {
        callback.succeeded();
        return true;
    }
}

package link.box.common.front;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** What Felix gets in place of a connector (it casts to this class): no socket, only start and stop, passed on to the front server. */
final class Anchor extends ServerConnector {
    /** In life; two seconds with the farewell. */
    static final Duration LAST_ANSWERS = Duration.ofMillis(1_700);
    /** So long may take what the gate tells those whom it still holds then. */
    private static final Duration FAREWELL = Duration.ofMillis(300);

    private final Server front;
    private final List<Opener> openers;
    private final Duration lastAnswers;

    /** @param lastAnswers so long the requests that are inside may take when the bundle is updated */
    Anchor(Server felix, Server front, List<Opener> openers, Duration lastAnswers) {
        super(felix, 0, 1, new HttpConnectionFactory());
        this.front = front;
        this.openers = openers;
        this.lastAnswers = lastAnswers;
        setName("anchor");
        setHost("127.0.0.1");
    }

    @Override
    protected void doStart() throws Exception {
        front.start();
        openers.forEach(Opener::open);
    }

    @Override
    protected void doStop() throws Exception {
        CompletableFuture<?> left = CompletableFuture.allOf(openers.stream().map(Opener::leave).toArray(CompletableFuture[]::new));
        await(left, lastAnswers);
        try {
            if (!left.isDone()) {
                front.getHandler().stop();
                await(left, FAREWELL);
            }
        } finally {
            openers.forEach(Opener::close);
            front.stop();
        }
    }

    private static void await(CompletableFuture<?> left, Duration most) {
        try {
            left.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return; // the openers say which of them cut something
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void open() {
        // never
    }

    @Override
    public void close() {
        // nothing is open
    }
}

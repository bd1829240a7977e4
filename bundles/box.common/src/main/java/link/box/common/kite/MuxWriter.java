package link.box.common.kite;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.IteratingCallback;

/** Writes to the tunnel, a chunk of each who waits in turn, several in one write. */
final class MuxWriter extends IteratingCallback {
    private static final int AT_ONCE = 16;

    private final EndPoint tunnel;
    private final Consumer<Throwable> failed;
    private final Set<Source> waiting = new LinkedHashSet<>();
    private List<Source> turn = List.of();

    MuxWriter(EndPoint tunnel, Consumer<Throwable> failed) {
        this.tunnel = tunnel;
        this.failed = failed;
    }

    /** This one has something to send; it may say so several times. */
    void wants(Source source) {
        synchronized (waiting) {
            waiting.add(source);
        }
        iterate();
    }

    @Override
    protected Action process() {
        List<ByteBuffer> buffers = new ArrayList<>(2 * AT_ONCE);
        do {
            turn = next();
            turn.forEach(source -> source.collect(buffers));
        } while (buffers.isEmpty() && !turn.isEmpty());
        if (turn.isEmpty()) {
            return Action.IDLE;
        }
        tunnel.write(this, buffers.toArray(ByteBuffer[]::new));
        return Action.SCHEDULED;
    }

    private List<Source> next() {
        synchronized (waiting) {
            List<Source> next = new ArrayList<>(Math.min(AT_ONCE, waiting.size()));
            for (Iterator<Source> all = waiting.iterator(); next.size() < AT_ONCE && all.hasNext();) {
                next.add(all.next());
                all.remove();
            }
            return next;
        }
    }

    @Override
    protected void onSuccess() {
        finishTurn();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        finishTurn();
        failed.accept(cause);
    }

    private void finishTurn() {
        List<Source> done = turn;
        turn = List.of();
        done.forEach(MuxWriter::finish);
    }

    /** The fault of one must not keep the others from being told. */
    private static void finish(Source source) {
        try {
            source.sent();
        } catch (RuntimeException e) {
            source.broke(e);
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}

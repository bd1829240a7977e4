package link.box.https.gate;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/**
 * An answer of a bundle that may go meanwhile. That a page is not found because its bundle has just gone does not mean that it is gone: a
 * request that changes nothing is made again, and who makes another one is told to ask again. Nor is it told that the bundle that went
 * failed with it; but what may have changed something is not made twice.
 */
final class Departed extends Response.Wrapper {
    private final Visit visit;
    private final Turn turn;
    private final BooleanSupplier gone;
    private final BooleanSupplier missed;
    private boolean kept;

    /**
     * @param gone whether who was to answer has gone since
     * @param missed whether that it is not found may be for another reason than that there is nothing, though nobody is known to have gone
     */
    Departed(Visit visit, Turn turn, BooleanSupplier gone, BooleanSupplier missed) {
        super(visit.request(), visit.response());
        this.visit = visit;
        this.turn = turn;
        this.gone = gone;
        this.missed = missed;
    }

    /** @return what is to be told that the request is answered */
    Callback callback() {
        return new Callback.Nested(visit.callback()) {
            @Override
            public void succeeded() {
                if (kept || isVain()) {
                    goOn();
                } else {
                    super.succeeded();
                }
            }

            @Override
            public void failed(Throwable why) {
                if (kept || visit.repeatable() && !isCommitted() && gone.getAsBoolean()) {
                    goOn();
                } else {
                    super.failed(why);
                }
            }
        };
    }

    @Override
    public void write(boolean last, ByteBuffer content, Callback callback) {
        kept = kept || isVain();
        if (kept) {
            BufferUtil.clear(content);
            callback.succeeded();
        } else {
            super.write(last, content, callback);
        }
    }

    private boolean isVain() {
        if (isCommitted()) {
            return false;
        }
        return getStatus() == HttpStatus.NOT_FOUND_404 ? gone.getAsBoolean() || missed.getAsBoolean()
                : visit.repeatable() && HttpStatus.isServerError(getStatus()) && gone.getAsBoolean();
    }

    private void goOn() {
        if (visit.repeatable()) {
            turn.again();
        } else {
            visit.busy();
        }
    }
}

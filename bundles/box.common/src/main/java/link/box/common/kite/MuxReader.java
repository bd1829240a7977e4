package link.box.common.kite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;

/** Reads the tunnel. Idle tunnels keep no buffer. */
final class MuxReader extends QuickConnection {
    private static final int AT_ONCE = 1 << 16;
    /** Then the sockets have their turn, so that what came can leave. */
    private static final int ROUNDS = 4;

    private final Mux mux;
    private final ByteBufferPool pool;
    private final MuxSink sink;
    private final ChunkParser parser;

    MuxReader(EndPoint tunnel, Executor executor, ByteBufferPool pool, Mux mux, MuxSink sink) {
        super(tunnel, executor);
        this.mux = mux;
        this.pool = pool;
        this.sink = sink;
        this.parser = new ChunkParser(sink);
    }

    @Override
    protected void begin(ByteBuffer first) {
        if (parse(first)) {
            fillInterested();
        }
    }

    @Override
    public void onFillable() {
        RetainableByteBuffer buffer = pool.acquire(AT_ONCE, true);
        try {
            if (readAll(buffer.getByteBuffer())) {
                fillInterested();
            }
        } catch (IOException e) {
            mux.close("the tunnel broke: " + e);
        } finally {
            buffer.release();
        }
    }

    /** @return whether there will be more */
    private boolean readAll(ByteBuffer buffer) throws IOException {
        for (int round = 0; round < ROUNDS; round++) {
            BufferUtil.clear(buffer);
            int count = getEndPoint().fill(buffer);
            boolean full = BufferUtil.space(buffer) == 0;
            if (count < 0) {
                mux.close("the far end has closed the tunnel");
                return false;
            }
            if (!parse(buffer)) {
                return false;
            }
            if (count == 0 || !full && !getEndPoint().isSecure()) {
                return true;
            }
        }
        return true;
    }

    private boolean parse(ByteBuffer buffer) {
        mux.heard();
        try {
            parser.parse(buffer);
            sink.tellCredits();
            return true;
        } catch (Malformed e) {
            mux.close("the far end broke the protocol: " + e.getMessage());
            return false;
        }
    }

    @Override
    public void onClose(Throwable cause) {
        super.onClose(cause);
        mux.close("the tunnel was closed" + (cause == null ? "" : ": " + cause));
    }

    @Override
    public boolean onIdleExpired(TimeoutException timeout) {
        return false;
    }
}

package link.box.common.kite;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.AbstractConnection;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/** A connection that never blocks, so that its selector's thread itself may serve it; it keeps what an upgrade leaves over. */
public abstract class QuickConnection extends AbstractConnection implements Connection.UpgradeTo {
    private final Callback readable = Callback.from(Callback.InvocationType.NON_BLOCKING, this::onFillable, this::onFillInterestedFailed);
    private ByteBuffer leftOver = BufferUtil.EMPTY_BUFFER;

    /**
     * @param socket what it reads
     * @param executor of the socket's selector
     */
    protected QuickConnection(EndPoint socket, Executor executor) {
        super(socket, executor);
    }

    @Override
    public final void onUpgradeTo(ByteBuffer buffer) {
        leftOver = BufferUtil.copy(buffer);
    }

    @Override
    public final void onOpen() {
        super.onOpen();
        ByteBuffer first = leftOver;
        leftOver = BufferUtil.EMPTY_BUFFER;
        begin(first);
    }

    /** Calls {@link #onFillable} when there is something to read. */
    @Override
    public final void fillInterested() {
        getEndPoint().fillInterested(readable);
    }

    /** @param first what was read of the socket already */
    protected abstract void begin(ByteBuffer first);
}

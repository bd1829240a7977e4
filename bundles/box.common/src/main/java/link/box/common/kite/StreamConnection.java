package link.box.common.kite;

import java.nio.ByteBuffer;
import java.util.concurrent.Executor;
import org.eclipse.jetty.io.EndPoint;

/** The local socket of a stream, as Jetty wants it. */
final class StreamConnection extends QuickConnection {
    private final Stream stream;

    StreamConnection(EndPoint socket, Executor executor, Stream stream) {
        super(socket, executor);
        this.stream = stream;
    }

    @Override
    protected void begin(ByteBuffer first) {
        stream.open(getEndPoint(), first, this::fillInterested);
    }

    @Override
    public void onFillable() {
        stream.readable();
    }

    @Override
    protected void onFillInterestedFailed(Throwable cause) {
        stream.fail("the local socket: " + cause);
    }

    @Override
    public void onClose(Throwable cause) {
        super.onClose(cause);
        stream.fail("the local socket was closed");
    }
}

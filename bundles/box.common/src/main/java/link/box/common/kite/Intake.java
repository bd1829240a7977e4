package link.box.common.kite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;

/**
 * The way of one stream into the tunnel: one piece is read of the local socket, and the next when that is sent and the far end is not too
 * far behind with writing. Thread-safe.
 */
final class Intake {
    private final Stream stream;
    private final ByteBufferPool pool;
    private EndPoint local;
    private Runnable interest;
    private RetainableByteBuffer piece;
    private boolean collected;
    private boolean more;
    private boolean paused;
    private boolean stopped;
    private long sent;
    private long acknowledged;

    Intake(Stream stream, ByteBufferPool pool) {
        this.stream = stream;
        this.pool = pool;
    }

    /**
     * The local socket is there.
     *
     * @param first what was read of it already
     * @param whenReadable asks to be called back in {@link #read}
     */
    void open(EndPoint socket, ByteBuffer first, Runnable whenReadable) {
        synchronized (this) {
            local = socket;
            interest = whenReadable;
        }
        if (first.hasRemaining()) {
            RetainableByteBuffer copy = pool.acquire(first.remaining(), true);
            BufferUtil.append(copy.getByteBuffer(), first);
            offer(copy, false);
        } else {
            whenReadable.run();
        }
    }

    /** The socket can be read, or could be a moment ago. */
    void read() {
        RetainableByteBuffer buffer = pool.acquire(stream.chunk(), true);
        try {
            int count = local.fill(buffer.getByteBuffer());
            if (count > 0) {
                offer(buffer, BufferUtil.space(buffer.getByteBuffer()) == 0);
                return;
            }
            buffer.release();
            nothing(count);
        } catch (IOException e) {
            buffer.release();
            stream.fail("the local socket cannot be read: " + e);
        }
    }

    private void nothing(int count) {
        if (count == 0) {
            interest.run();
        } else if (stop()) {
            stream.intakeDone();
        }
    }

    private void offer(RetainableByteBuffer buffer, boolean isFull) {
        boolean wanted;
        synchronized (this) {
            wanted = !stopped;
            if (wanted) {
                piece = buffer;
                more = isFull;
                sent += buffer.remaining();
            }
        }
        if (wanted) {
            stream.wantsTurn();
        } else {
            buffer.release();
        }
    }

    /** @return whether it was reading until now: no more of the socket is sent */
    synchronized boolean stop() {
        boolean was = !stopped;
        stopped = true;
        if (piece != null && !collected) {
            piece.release();
            piece = null;
        }
        return was;
    }

    /** The far end has written so many bytes in all. */
    void acknowledged(long bytes) {
        boolean resumes;
        synchronized (this) {
            acknowledged = Math.max(acknowledged, Math.min(bytes, sent));
            resumes = paused && !stopped && hasRoom();
            paused &= !resumes;
        }
        if (resumes) {
            read();
        }
    }

    /** @return more than before if a byte was read or acknowledged since */
    synchronized long moved() {
        return sent + acknowledged;
    }

    /** Adds the piece, if there is one, as a chunk that begins with these lines. */
    synchronized boolean collect(String lines, List<ByteBuffer> buffers) {
        if (piece == null || collected) {
            return false;
        }
        collected = true;
        buffers.add(Chunk.before(lines, piece.remaining()));
        buffers.add(piece.getByteBuffer());
        return true;
    }

    /** What was collected is sent, or will never be. */
    void sent() {
        boolean next;
        synchronized (this) {
            if (!collected) {
                return;
            }
            piece.release();
            piece = null;
            collected = false;
            paused = !stopped && !hasRoom();
            next = !stopped && !paused;
        }
        if (next) {
            proceed();
        }
    }

    private void proceed() {
        if (more) {
            read();
        } else {
            interest.run();
        }
    }

    private boolean hasRoom() {
        return sent - acknowledged < stream.window();
    }
}

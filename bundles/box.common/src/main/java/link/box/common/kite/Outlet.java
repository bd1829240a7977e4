package link.box.common.kite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * The way of one stream out of the tunnel: writes to the local socket at once what it takes, and keeps the rest. {@link #take} is called by
 * one thread at a time, the others by any.
 */
final class Outlet extends IteratingCallback {
    private static final int BLOCK = 1 << 14;
    private static final int AT_ONCE = 16;

    private final Stream stream;
    private final ByteBufferPool pool;
    private final AtomicLong keptInAll;
    private final Deque<RetainableByteBuffer> kept = new ArrayDeque<>();
    private List<RetainableByteBuffer> batch = List.of();
    private EndPoint local;
    private boolean writing;
    private boolean ending;
    private boolean closed;
    private int batchBytes;
    private long written;

    /** @param keptInAll bytes that all streams of the tunnel keep */
    Outlet(Stream stream, ByteBufferPool pool, AtomicLong keptInAll) {
        this.stream = stream;
        this.pool = pool;
        this.keptInAll = keptInAll;
    }

    /** The local socket is there. */
    void open(EndPoint socket) {
        boolean due;
        synchronized (this) {
            local = socket;
            due = begins();
        }
        proceed(due);
    }

    /** Takes these bytes from the tunnel, and leaves it to the caller to tell the credit; what the socket does not take now is copied. */
    void take(ByteBuffer part) throws IOException {
        int before = part.remaining();
        if (passes()) {
            local.flush(part);
            count(before - part.remaining());
        }
        if (part.hasRemaining()) {
            keep(part);
        }
    }

    /** No more will come. */
    void end() {
        boolean due;
        synchronized (this) {
            ending = true;
            due = begins();
        }
        proceed(due);
    }

    /** Nothing more is written. */
    synchronized void drop() {
        closed = true;
        release(kept);
        kept.clear();
    }

    /** @return bytes of memory that are in use for what waits */
    synchronized long kept() {
        return (long) (kept.size() + batch.size()) * BLOCK;
    }

    synchronized long written() {
        return written;
    }

    private synchronized boolean passes() {
        return local != null && !writing && !closed;
    }

    private void keep(ByteBuffer part) {
        boolean due;
        synchronized (this) {
            while (part.hasRemaining() && !closed) {
                RetainableByteBuffer last = kept.peekLast();
                if (last == null || BufferUtil.space(last.getByteBuffer()) == 0) {
                    last = pool.acquire(BLOCK, true);
                    kept.add(last);
                    keptInAll.addAndGet(BLOCK);
                }
                BufferUtil.append(last.getByteBuffer(), part);
            }
            due = begins();
        }
        proceed(due);
    }

    /** @return whether somebody has to call {@link #proceed}, outside the lock */
    private boolean begins() {
        boolean due = local != null && !writing && !closed && (!kept.isEmpty() || ending);
        writing |= due;
        return due;
    }

    private void proceed(boolean due) {
        if (due) {
            iterate();
        }
    }

    @Override
    protected Action process() {
        ByteBuffer[] buffers = nextBatch();
        if (buffers.length > 0) {
            local.write(this, buffers);
            return Action.SCHEDULED;
        }
        if (isAtEnd()) {
            local.shutdownOutput();
            stream.outletDone();
        }
        return Action.IDLE;
    }

    private synchronized ByteBuffer[] nextBatch() {
        List<RetainableByteBuffer> next = new ArrayList<>();
        while (next.size() < AT_ONCE && !kept.isEmpty()) {
            next.add(kept.poll());
        }
        batch = next;
        batchBytes = next.stream().mapToInt(RetainableByteBuffer::remaining).sum();
        writing = !next.isEmpty();
        return next.stream().map(RetainableByteBuffer::getByteBuffer).toArray(ByteBuffer[]::new);
    }

    private synchronized boolean isAtEnd() {
        boolean end = ending && !closed && kept.isEmpty();
        closed |= end;
        return end;
    }

    @Override
    protected void onSuccess() {
        releaseBatch();
        count(batchBytes);
        stream.tellCredit();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        releaseBatch();
        stream.fail("the local socket takes no more: " + cause);
    }

    private synchronized void releaseBatch() {
        release(batch);
        batch = List.of();
    }

    private void release(Collection<RetainableByteBuffer> buffers) {
        buffers.forEach(RetainableByteBuffer::release);
        keptInAll.addAndGet(-(long) BLOCK * buffers.size());
    }

    private synchronized void count(int bytes) {
        written += bytes;
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }
}

package link.box.common.kite;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One connection that goes through a tunnel. Thread-safe. */
public final class Stream implements Source {
    private static final Logger LOG = LoggerFactory.getLogger(Stream.class);

    private final Mux mux;
    private final String sid;
    private final Outlet outlet;
    private final Intake intake;
    private String opening;
    private EndPoint local;
    private long told;
    private long lastMoved = -1;
    private long movedAt;
    private boolean creditDue;
    private String endDue;
    private boolean intakeDone;
    private boolean outletDone;
    private boolean farGone;
    private boolean over;

    Stream(Mux mux, String sid, String opening) {
        this.mux = mux;
        this.sid = sid;
        this.opening = opening;
        this.outlet = new Outlet(this, mux.pool(), mux.keptInAll());
        this.intake = new Intake(this, mux.pool());
    }

    /**
     * Joins the stream with a local socket; from the returned connection's {@code onOpen} on, bytes flow both ways.
     *
     * @param socket plain TCP, connected; the stream closes it in the end
     * @return what to set as the socket's connection, or to upgrade it to; bytes left over by an upgrade are sent first
     */
    public Connection connection(EndPoint socket) {
        return new StreamConnection(socket, mux.executor(), this);
    }

    /** Ends the stream, as there is no socket for it. */
    public void refuse(String why) {
        fail(why);
    }

    void open(EndPoint socket, ByteBuffer first, Runnable whenReadable) {
        boolean late;
        synchronized (this) {
            local = socket;
            late = over;
        }
        if (late) {
            socket.close();
            return;
        }
        socket.setIdleTimeout(mux.limits().idle().toMillis());
        outlet.open(socket);
        intake.open(socket, first, whenReadable);
        wantsTurn();
    }

    void readable() {
        intake.read();
    }

    void take(ByteBuffer part) {
        try {
            outlet.take(part);
        } catch (IOException e) {
            fail("the local socket cannot be written: " + e);
        }
        if (outlet.kept() > mux.limits().keptPerStream()) {
            fail("the far end sends more than the local socket takes");
        }
    }

    /** Tells the far end how much is written, if that is more than it knows. */
    void tellCredit() {
        long kilobytes = outlet.written() >> 10;
        synchronized (this) {
            if (kilobytes <= told) {
                return;
            }
            told = kilobytes;
            creditDue = true;
        }
        wantsTurn();
    }

    void acknowledged(long kilobytes) {
        intake.acknowledged(kilobytes << 10);
    }

    /** The far end reads no more of its socket, or writes no more to it, or both. */
    void farEnd(boolean read, boolean written) {
        synchronized (this) {
            farGone |= read && written;
        }
        if (written && intake.stop()) {
            intakeDone();
        }
        if (read) {
            outlet.end();
        }
    }

    void intakeDone() {
        synchronized (this) {
            intakeDone = true;
            endDue = farGone ? null : "1R";
        }
        finishIfDone();
        wantsTurn();
    }

    void outletDone() {
        synchronized (this) {
            outletDone = true;
        }
        finishIfDone();
    }

    private void finishIfDone() {
        boolean done;
        synchronized (this) {
            done = intakeDone && outletDone;
        }
        if (done) {
            fail("both ends are done");
        }
    }

    /** The stream is over. Done twice it does nothing. */
    void fail(String why) {
        synchronized (this) {
            if (over) {
                return;
            }
            over = true;
            endDue = farGone ? null : "1WR";
        }
        LOG.debug("stream {}: {}", sid, why);
        mux.forget(sid, this);
        intake.stop();
        outlet.drop();
        wantsTurn();
        close();
    }

    private void close() {
        EndPoint socket;
        synchronized (this) {
            socket = local;
        }
        if (socket != null) {
            socket.close();
        }
    }

    /**
     * Ends it when nothing has moved for too long: a socket that nobody reads or writes at, as the far end acknowledges nothing, does not
     * tell that its peer has gone. Called by one thread.
     */
    void tick(long nanos) {
        long moved = intake.moved() + outlet.written();
        if (moved != lastMoved) {
            lastMoved = moved;
            movedAt = nanos;
        } else if (nanos - movedAt > mux.limits().idle().toNanos()) {
            fail("nothing has moved for too long");
        }
    }

    void wantsTurn() {
        mux.wants(this);
    }

    int window() {
        return Limits.window(mux.streams());
    }

    int chunk() {
        return Limits.chunk(mux.streams());
    }

    long kept() {
        return outlet.kept();
    }

    @Override
    public synchronized void collect(List<ByteBuffer> buffers) {
        String lines = "SID: " + sid + "\r\n";
        if (creditDue) {
            buffers.add(Chunk.of("NOOP: 1\r\n" + lines + "SKB: " + told + "\r\n"));
            creditDue = false;
        }
        boolean carried = intake.collect(lines + opening, buffers);
        if (!carried && !opening.isEmpty() && !over) {
            buffers.add(Chunk.of(lines + opening));
        }
        opening = carried || !over ? "" : opening;
        if (endDue != null) {
            buffers.add(Chunk.of(lines + "EOF: " + endDue + "\r\n"));
            endDue = null;
        }
    }

    @Override
    public void sent() {
        intake.sent();
    }

    @Override
    public void broke(RuntimeException fault) {
        LOG.warn("a stream of the tunnel ends", fault);
        fail("a fault: " + fault);
    }
}

package link.box.common.kite;

import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.jetty.io.ByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * One end of a tunnel after its handshake: many streams over one connection, each with its own flow of credit both ways, so that one that
 * stalls does not stop the others. Both ends of a tunnel use the same. Methods never block and may be called from any thread.
 */
public final class Mux {
    private final EndPoint tunnel;
    private final ByteBufferPool pool;
    private final Executor executor;
    private final Limits limits;
    private final MuxListener listener;
    private final MuxReader reader;
    private final MuxWriter writer;
    private final Control control = new Control();
    private final Map<String, Stream> streams = new ConcurrentHashMap<>();
    private final AtomicLong keptInAll = new AtomicLong();
    private final AtomicLong lastSid = new AtomicLong();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile CompletableFuture<Void> empty;
    private volatile boolean heard = true;
    private volatile long received;
    private boolean pinged;
    private long pingedAt;
    private long lastHeard;
    private long answers;

    /**
     * @param tunnel the connection to the far end, with or without TLS; nothing else may read or write it any more
     * @param pool where buffers come from
     * @param executor of the tunnel's selector
     * @param limits how much it may take
     * @param listener whom to tell
     */
    public Mux(EndPoint tunnel, ByteBufferPool pool, Executor executor, Limits limits, MuxListener listener) {
        this.tunnel = tunnel;
        this.pool = pool;
        this.executor = executor;
        this.limits = limits;
        this.listener = listener;
        this.reader = new MuxReader(tunnel, executor, pool, this, new MuxSink(this, listener, control));
        this.writer = new MuxWriter(tunnel, cause -> close("the tunnel cannot be written: " + cause));
    }

    /** @return what to upgrade the tunnel's connection to; bytes left over are the first chunks */
    public Connection connection() {
        return reader;
    }

    /**
     * Opens a stream to the far end.
     *
     * @param opening whose connection it is
     * @param socket that connection, plain TCP
     * @return what to upgrade the socket's connection to; bytes left over go into the first chunk
     * @throws IOException the tunnel is over, or has as many streams as it may
     */
    public Connection open(Opening opening, EndPoint socket) throws IOException {
        Stream stream = add(Long.toString(lastSid.incrementAndGet(), 36), opening.lines());
        if (stream == null) {
            throw new IOException(closed.get() ? "the tunnel is over" : "the tunnel has " + limits.streams() + " streams already");
        }
        return stream.connection(socket);
    }

    /**
     * Sends a chunk that belongs to no stream.
     *
     * @param lines its headers besides NOOP, each with its line end
     */
    public void say(String lines) {
        if (control.say(lines)) {
            writer.wants(control);
        } else {
            close("the far end does not read");
        }
    }

    /**
     * Has to be called every second or so by one thread: pings a far end that is silent, and ends the tunnel when it does not answer.
     *
     * @param nanos of a clock that never jumps
     */
    public void tick(long nanos) {
        streams.values().forEach(stream -> stream.tick(nanos));
        if (heard) {
            answers += pinged ? 1 : 0;
            heard = false;
            pinged = false;
            lastHeard = nanos;
        } else if (!pinged && nanos - lastHeard > limits.quiet().toNanos()) {
            pinged = true;
            pingedAt = nanos;
            say("PING: 1\r\n");
        } else if (pinged && nanos - lastHeard > limits.quiet().plus(limits.answer()).toNanos()) {
            close("the far end does not answer");
        }
    }

    /**
     * To be called by who calls {@link #tick}.
     *
     * @param nanos of the same clock
     * @param patience how long a ping may take
     * @return whether the far end has been asked for a sign of life so long ago, and has given none since
     */
    public boolean isSilent(long nanos, Duration patience) {
        return pinged && !heard && nanos - pingedAt > patience.toNanos();
    }

    /** @return how many pings have been followed by a sign of life; to be called by who calls {@link #tick} */
    public long answers() {
        return answers;
    }

    /**
     * Ends the tunnel and all its streams.
     *
     * @param why for people
     */
    public void close(String why) {
        if (closed.compareAndSet(false, true)) {
            streams.values().forEach(stream -> stream.fail("the tunnel is over"));
            tunnel.close();
            listener.ended(why);
        }
    }

    /** @return done as soon as there is no stream; the last who asks is told */
    public CompletableFuture<Void> whenEmpty() {
        CompletableFuture<Void> waits = new CompletableFuture<>();
        empty = waits;
        if (streams.isEmpty()) {
            waits.complete(null);
        }
        return waits;
    }

    /** @return how many streams there are */
    public int streams() {
        return streams.size();
    }

    /** @return bytes of memory that wait for the sockets of all its streams */
    public long kept() {
        return keptInAll.get();
    }

    Stream stream(String sid) {
        return streams.get(sid);
    }

    /** @return null if there are too many or one of that SID, or the tunnel is over */
    Stream add(String sid, String opening) {
        if (streams.size() >= limits.streams()) {
            return null;
        }
        Stream stream = new Stream(this, sid, opening);
        if (streams.putIfAbsent(sid, stream) != null) {
            return null;
        }
        if (closed.get()) {
            stream.fail("the tunnel is over");
            return null;
        }
        return stream;
    }

    void forget(String sid, Stream stream) {
        streams.remove(sid, stream);
        CompletableFuture<Void> waits = empty;
        if (waits != null && streams.isEmpty()) {
            waits.complete(null);
        }
    }

    void wants(Source source) {
        if (!closed.get()) {
            writer.wants(source);
        }
    }

    /** @return how many times something has come from the far end; once it is more than before, the far end is alive */
    public long received() {
        return received;
    }

    /** Called by one thread at a time. */
    void heard() {
        heard = true;
        received++;
    }

    /** Ends streams that keep the most until all together keep as little as they may. */
    void trim() {
        while (keptInAll.get() > limits.keptInAll()) {
            Optional<Stream> most = streams.values().stream().filter(stream -> stream.kept() > 0)
                    .max(Comparator.comparingLong(Stream::kept));
            if (most.isEmpty()) {
                return;
            }
            most.get().fail("the tunnel keeps too much for sockets that take nothing");
        }
    }

    AtomicLong keptInAll() {
        return keptInAll;
    }

    ByteBufferPool pool() {
        return pool;
    }

    Executor executor() {
        return executor;
    }

    Limits limits() {
        return limits;
    }
}

package link.cloud.tunnel.door;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import link.box.common.kite.Head;
import link.box.common.kite.HeadReader;
import link.box.common.kite.Malformed;
import link.box.common.kite.QuickConnection;
import link.cloud.tunnel.hello.BadHello;
import link.cloud.tunnel.hello.ClientHello;
import link.cloud.tunnel.kite.Kite;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.io.RetainableByteBuffer;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that has just come: reads its first bytes, which say what it is, until it is passed on or sent away. It has ten seconds for
 * that, and holds no memory before it says something.
 */
final class Doorstep extends QuickConnection implements Caller, Connection.UpgradeFrom {
    private static final long PATIENCE_SECONDS = 10;
    private static final int MOST_HEAD = 8192;

    private static final Logger LOG = LoggerFactory.getLogger("cloud.tunnel");

    private final House house;
    private final boolean inside;
    private volatile Scheduler.Task patience;
    private RetainableByteBuffer arrived;
    private ClientHello hello;
    private HeadReader head;
    private boolean introduced;
    private volatile Tunnel tunnel;
    private volatile boolean tookOff;

    /** @param inside whether TLS has ended here already */
    Doorstep(EndPoint endPoint, House house, boolean inside) {
        super(endPoint, house.executor());
        this.house = house;
        this.inside = inside;
    }

    @Override
    protected void begin(ByteBuffer nothing) {
        house.undecided(getEndPoint());
        patience = house.scheduler().schedule(this::tooLate, PATIENCE_SECONDS, TimeUnit.SECONDS);
        fillInterested();
        if (!getEndPoint().isOpen()) { // it was one too many, and its end may have been told before
            leave();
        }
    }

    @Override
    public void onClose(Throwable cause) {
        leave();
        super.onClose(cause);
    }

    private void leave() {
        Scheduler.Task waits = patience;
        if (waits != null) {
            waits.cancel();
        }
        release();
        if (tunnel == null) {
            house.decided(getEndPoint());
        } else if (!tookOff) { // else it is the tunnel's to tell who it is
            tunnel.end("it broke off in the handshake");
        }
    }

    @Override
    public void onFillable() {
        try {
            while (read()) {
                // as long as something is there at once
            }
        } catch (IOException | RuntimeException e) { // a fault of ours is not to keep the place
            LOG.debug("a connection broke off", e);
            close();
        }
    }

    @Override
    public boolean isInside() {
        return inside;
    }

    @Override
    public void refuse(ByteBuffer answer, Refusal why) {
        house.counts().refused(why);
        redirect(answer);
    }

    @Override
    public void redirect(ByteBuffer answer) {
        say(answer, () -> handOver(new Farewell(getEndPoint(), house)));
    }

    @Override
    public void lead(Kite kite, ByteBuffer greeting, ByteBuffer ifGone) {
        house.find(kite, there -> join(there, kite, greeting, ifGone), () -> refuse(ifGone, Refusal.UNKNOWN_NAME));
    }

    private void join(Tunnel there, Kite kite, ByteBuffer greeting, ByteBuffer ifGone) {
        if (!getEndPoint().isOpen()) { // it has waited, and is gone
            return;
        }
        Optional<Connection.Listener> place = house.place();
        if (place.isEmpty()) {
            refuse(ifGone, Refusal.TOO_MANY);
            return;
        }
        try {
            Connection stream = there.open(kite, getEndPoint());
            stream.addEventListener(place.get());
            say(greeting, () -> handOver(stream), () -> leave(stream));
        } catch (IOException e) {
            place.get().onClosed(this);
            refuse(ifGone, Refusal.TOO_MANY);
        }
    }

    @Override
    public void again(ByteBuffer greeting) {
        if (introduced) {
            refuse(Http.answer("400 Bad Request"), Refusal.MALFORMED);
            return;
        }
        introduced = true;
        head = null;
        say(greeting, () -> {
            if (arrived == null || !arrived.hasRemaining() || decide()) {
                onFillable();
            }
        });
    }

    @Override
    public void inside() {
        handOver(house.inside(getEndPoint()));
    }

    @Override
    public void tunnel(Head request) {
        if (!house.hasRoom()) {
            refuse(Http.answer("503 Unavailable"), Refusal.TOO_MANY);
            return;
        }
        tunnel = house.tunnel(getEndPoint());
        tunnel.receive(request).whenComplete((answer, failure) -> {
            if (failure != null) {
                close();
            } else {
                say(answer, this::takeOff);
            }
        });
    }

    @Override
    public ByteBuffer onUpgradeFrom() {
        return arrived == null ? null : arrived.getByteBuffer();
    }

    /** @return whether there may be more at once */
    private boolean read() throws IOException {
        arrived = arrived == null ? house.pool().acquire(ClientHello.LIMIT, true) : arrived;
        int count = getEndPoint().fill(arrived.getByteBuffer());
        if (count > 0) {
            return decide();
        }
        if (count < 0) {
            close();
            return false;
        }
        if (!arrived.hasRemaining()) {
            release();
        }
        fillInterested();
        return false;
    }

    /** @return whether that is not possible yet */
    private boolean decide() {
        ByteBuffer bytes = arrived.getByteBuffer();
        return head == null && bytes.get(bytes.position()) == ClientHello.HANDSHAKE ? tls(bytes) : http(bytes);
    }

    private boolean tls(ByteBuffer bytes) {
        try {
            hello = hello == null ? new ClientHello() : hello;
            Optional<String> name = hello.read(bytes);
            name.ifPresent(each -> house.desk().name(each, this));
            return name.isEmpty();
        } catch (BadHello e) {
            Desk.bad(e, this);
            return false;
        }
    }

    private boolean http(ByteBuffer bytes) {
        try {
            head = head == null ? new HeadReader(MOST_HEAD) : head;
            if (!head.take(bytes)) {
                return true;
            }
            house.desk().request(Head.withFirstLine(head.text()), this);
        } catch (Malformed e) {
            refuse(Http.answer("400 Bad Request"), Refusal.MALFORMED);
        }
        return false;
    }

    private void say(ByteBuffer words, Runnable then) {
        say(words, then, this::close);
    }

    private void say(ByteBuffer words, Runnable then, Runnable otherwise) {
        getEndPoint().write(Callback.from(Callback.InvocationType.NON_BLOCKING, then, failure -> otherwise.run()), words);
    }

    /** A stream that nobody joins would stay with its Box for ever. */
    private void leave(Connection stream) {
        stream.onClose(null);
        close();
    }

    /** From now on it is a tunnel, if it has kites or may ask for some on this connection. */
    private void takeOff() {
        if (tunnel.stays()) {
            tookOff = true;
            handOver(tunnel.connection());
            tunnel.ready();
        } else {
            close();
        }
    }

    /** What has arrived and was not for us goes with it. */
    private void handOver(Connection next) {
        RetainableByteBuffer rest = arrived;
        if (rest != null) {
            rest.retain();
        }
        house.upgrade(getEndPoint(), next);
        if (rest != null) {
            rest.release();
        }
    }

    private void tooLate() {
        house.counts().refused(Refusal.SLOW);
        close();
    }

    private synchronized void release() {
        if (arrived != null) {
            arrived.release();
            arrived = null;
        }
    }
}

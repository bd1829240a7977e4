package link.box.bench.hot;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicBoolean;

/** Connects to a port of this machine each few milliseconds, and says nothing there. */
final class Knocker implements AutoCloseable {
    /** Whom a full queue keeps out the kernel tries again after 1 s; what takes less is a busy machine. */
    private static final int TOO_LONG_MILLIS = 900;
    private static final long PAUSE_MILLIS = 5;
    private static final long HURRY_MILLIS = 1;
    private final AcceptGap gap = new AcceptGap(System.nanoTime());
    private final AtomicBoolean over = new AtomicBoolean();
    private final InetSocketAddress door;
    private volatile boolean resting;

    private Knocker(int port) {
        this.door = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    /** Begins. */
    static Knocker at(int port) {
        Knocker knocker = new Knocker(port);
        Thread thread = new Thread(knocker::knock, "knocker");
        thread.setDaemon(true);
        thread.start();
        return knocker;
    }

    /** @return what it saw since it was asked last */
    AcceptGap.Seen look() {
        return gap.look(System.nanoTime());
    }

    /** Whether it pauses. */
    void rest(boolean now) {
        resting = now;
    }

    private void knock() {
        try {
            while (!over.get()) {
                Thread.sleep(resting || once() ? PAUSE_MILLIS : HURRY_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean once() {
        try (Socket socket = new Socket()) {
            socket.connect(door, TOO_LONG_MILLIS);
            gap.taken(System.nanoTime());
            return true;
        } catch (IOException e) {
            gap.failed(e instanceof ConnectException);
            return false;
        }
    }

    @Override
    public void close() {
        over.set(true);
    }
}

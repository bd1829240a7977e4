package link.box.common.front;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A listening socket whose port is free once it has stopped, unless its bundle is being updated ({@link Doors}). The kernel keeps it as
 * long as a thread waits in accept, and Jetty does not wait for that thread; without one, more connections than there may be would be accepted only to be closed.
 */
final class Listener extends ServerConnector {
    private static final long PATIENCE_SECONDS = 2;
    private final Lock accepting = new ReentrantLock();

    private final Doors doors;
    private final Port port;

    /**
     * @param doors where the socket may be, and may be kept
     * @param port by which it is found there
     */
    Listener(Server front, Doors doors, Port port, ConnectionFactory... protocols) {
        super(front, null, null, null, 1, 1, protocols);
        this.doors = doors;
        this.port = port;
    }

    @Override
    protected ServerSocketChannel openAcceptChannel() throws IOException {
        return doors.open(port.name(), port.toString(), super::openAcceptChannel);
    }

    @Override
    public void accept(int acceptor) throws IOException {
        accepting.lock();
        try {
            super.accept(acceptor);
        } finally {
            accepting.unlock();
        }
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        if (accepting.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            accepting.unlock();
        }
    }
}

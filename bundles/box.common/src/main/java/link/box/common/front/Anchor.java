package link.box.common.front;

import java.util.List;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** What Felix gets in place of a connector (it casts to this class): no socket, only start and stop, passed on to the front server. */
final class Anchor extends ServerConnector {
    private final Server front;
    private final List<Opener> openers;

    Anchor(Server felix, Server front, List<Opener> openers) {
        super(felix, 0, 1, new HttpConnectionFactory());
        this.front = front;
        this.openers = openers;
        setName("anchor");
        setHost("127.0.0.1");
    }

    @Override
    protected void doStart() throws Exception {
        front.start();
        openers.forEach(Opener::open);
    }

    @Override
    protected void doStop() throws Exception {
        openers.forEach(Opener::close);
        front.stop();
    }

    @Override
    public void open() {
        // never
    }

    @Override
    public void close() {
        // nothing is open
    }
}

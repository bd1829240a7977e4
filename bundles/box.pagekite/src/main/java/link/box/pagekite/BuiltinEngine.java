package link.box.pagekite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import link.box.common.file.Data;
import link.box.common.kite.Sockets;
import org.osgi.framework.BundleContext;

/** The engine that is our own client. Its threads start with the first flight. */
final class BuiltinEngine implements Engine {
    private static final Duration START = Duration.ofSeconds(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);
    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final int SELECTORS = 1;
    private static final long BUFFERS = 1 << 22;

    private final BundleContext context;
    private final PagekiteConfig config;
    private Sockets sockets;
    private InetAddress[] addresses = {};
    private int starts;
    private BuiltinFlight last;

    BuiltinEngine(BundleContext context, PagekiteConfig config) {
        this.context = context;
        this.config = config;
    }

    @Override
    public void check() throws IOException, Unusable {
        Secret.of(context, config);
        HostPort frontend = HostPort.ofFrontend(config);
        try {
            InetAddress[] found = InetAddress.getAllByName(frontend.host());
            synchronized (this) {
                addresses = found;
            }
        } catch (UnknownHostException e) {
            throw new IOException("the tunnel's frontend " + frontend + " has no address", e);
        }
    }

    /** Tries the frontend's addresses in turn. */
    @Override
    public synchronized Flight start(String host, Runnable changed) throws IOException, Unusable {
        if (sockets == null) {
            Leftover.clear(Data.of(context));
            sockets = new Sockets("box.pagekite", SELECTORS, CONNECT, BUFFERS);
        }
        HostPort wanted = HostPort.ofFrontend(config);
        InetSocketAddress frontend = new InetSocketAddress(addresses[starts++ % addresses.length], wanted.port());
        InetSocketAddress box = new InetSocketAddress(config.tunnel_address().strip(), config.tunnel_port());
        BuiltinFlight.Route route = new BuiltinFlight.Route(host, frontend, box, Cover.of(config, wanted),
                last == null ? "" : last.session());
        last = new BuiltinFlight(route, new Handshake(List.of("https:" + host), Secret.of(context, config)), sockets, changed);
        last.begin();
        return last;
    }

    @Override
    public Patience patience() {
        return new Patience(START, FIRST_PAUSE, LONGEST_PAUSE);
    }

    @Override
    public synchronized void close() {
        if (sockets != null) {
            sockets.close();
        }
    }
}

package link.cloud.zone.dns;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import link.box.common.net.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections: how many there may be, and for how long. Used by one thread. */
final class Tcp {
    static final int CONNECTIONS = 256;
    static final int PER_SOURCE = 32;
    static final long IDLE = Duration.ofSeconds(10).toNanos();
    private static final Logger LOG = LoggerFactory.getLogger("cloud.zone");

    private final ServerSocketChannel server;
    private final Responder responder;
    private final SelectionKey accepting;
    private final List<TcpPeer> peers = new ArrayList<>();

    Tcp(ServerSocketChannel server, SelectionKey accepting, Responder responder) {
        this.server = server;
        this.accepting = accepting;
        this.responder = responder;
    }

    /** Takes a new connection; when there are too many, the one that is silent for longest goes. */
    void accept(Selector selector, long now) {
        try {
            SocketChannel channel = server.accept();
            if (channel != null) {
                welcome(channel, selector, now);
            }
        } catch (IOException e) {
            LOG.debug("a connection could not be taken: {}", e.getMessage());
            accepting.interestOps(0); // out of descriptors: again at the next tick
        }
    }

    void ready(TcpPeer peer, long now) {
        try {
            peer.ready(now);
        } catch (IOException e) {
            close(peer);
        }
    }

    /** Ends what is idle; accepts again. */
    void tick(long now) {
        accepting.interestOps(SelectionKey.OP_ACCEPT);
        peers.stream().filter(peer -> now - peer.active() > IDLE).toList().forEach(this::close);
    }

    void closeAll() {
        List.copyOf(peers).forEach(this::close);
    }

    int connections() {
        return peers.size();
    }

    private void welcome(SocketChannel channel, Selector selector, long now) throws IOException {
        Source source = Source.of(((InetSocketAddress) channel.getRemoteAddress()).getAddress());
        if (peers.stream().filter(peer -> peer.source.equals(source)).count() >= PER_SOURCE) {
            channel.close();
            return;
        }
        if (peers.size() >= CONNECTIONS) {
            peers.stream().min(Comparator.comparingLong(TcpPeer::active)).ifPresent(this::close);
        }
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
        TcpPeer peer = new TcpPeer(channel, source, key, responder, now);
        key.attach(peer);
        peers.add(peer);
    }

    private void close(TcpPeer peer) {
        peers.remove(peer);
        try {
            peer.channel.close();
        } catch (IOException e) {
            LOG.debug("a connection could not be closed: {}", e.getMessage());
        }
    }
}

package link.cloud.zone.dns;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.time.Duration;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The DNS port: UDP and TCP in one loop on one thread, so that no peer can hold a thread. */
public final class DnsServer implements Closeable, Runnable {
    private static final Duration TICK = Duration.ofSeconds(1);
    private static final int BACKLOG = 128;
    private static final int UDP_BUFFER = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger("cloud.zone");

    private final LongSupplier nanos;
    private final Selector selector;
    private final ServerSocketChannel tcpChannel;
    private final DatagramChannel udpChannel;
    private final Tcp tcp;
    private final Udp udp;
    /** The selector belongs to the loop while it runs. */
    private volatile boolean running;

    /**
     * Binds both sockets.
     *
     * @param address where; port 0 for any free one
     * @param nanos a clock that never jumps, in nanoseconds
     * @throws IOException the port is taken or not allowed; nothing is bound
     */
    public DnsServer(InetSocketAddress address, Responder responder, LongSupplier nanos) throws IOException {
        this.nanos = nanos;
        this.selector = Selector.open();
        this.tcpChannel = ServerSocketChannel.open();
        this.udpChannel = DatagramChannel.open();
        try {
            bind(address);
            this.tcp = new Tcp(tcpChannel, tcpChannel.register(selector, SelectionKey.OP_ACCEPT), responder);
            udpChannel.register(selector, SelectionKey.OP_READ);
            this.udp = new Udp(udpChannel, responder);
        } catch (IOException | RuntimeException e) {
            close();
            throw e;
        }
    }

    /** @return the port that both sockets have */
    public int port() {
        return tcpChannel.socket().getLocalPort();
    }

    /** @return whether it is bound */
    public boolean isOpen() {
        return tcpChannel.isOpen() && udpChannel.isOpen();
    }

    /** Serves until it is closed or the thread is interrupted; is closed afterwards. */
    @Override
    public void run() {
        running = true;
        try {
            loop();
        } catch (CancelledKeyException | ClosedChannelException e) {
            LOG.debug("closed");
        } catch (IOException e) {
            LOG.warn("the DNS port is lost: {}", e.getMessage());
        } finally {
            running = false;
            try {
                tcp.closeAll();
            } finally {
                close();
            }
        }
    }

    @Override
    public void close() {
        try (tcpChannel; udpChannel) {
            selector.wakeup();
        } catch (IOException e) {
            LOG.debug("closed: {}", e.getMessage());
        }
        if (!running) {
            closeSelector();
        }
    }

    private void closeSelector() {
        try {
            selector.close();
        } catch (IOException e) {
            LOG.debug("closed: {}", e.getMessage());
        }
    }

    private void loop() throws IOException {
        long tick = nanos.getAsLong();
        while (isOpen() && !Thread.currentThread().isInterrupted()) {
            selector.select(TICK.toMillis());
            long now = nanos.getAsLong();
            serve(now);
            if (now - tick >= TICK.toNanos()) {
                tcp.tick(now);
                tick = now;
            }
        }
    }

    private void bind(InetSocketAddress address) throws IOException {
        tcpChannel.configureBlocking(false);
        tcpChannel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        tcpChannel.bind(address, BACKLOG);
        udpChannel.configureBlocking(false);
        udpChannel.setOption(StandardSocketOptions.SO_RCVBUF, UDP_BUFFER);
        udpChannel.bind(new InetSocketAddress(address.getAddress(), port()));
    }

    private void serve(long now) throws ClosedChannelException {
        for (SelectionKey key : selector.selectedKeys()) {
            if (!key.isValid()) {
                continue;
            }
            if (key.attachment() instanceof TcpPeer peer) {
                tcp.ready(peer, now);
            } else if (key.channel() == udpChannel) {
                udp.ready();
            } else {
                tcp.accept(selector, now);
            }
        }
        selector.selectedKeys().clear();
    }
}

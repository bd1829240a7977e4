package link.box.common.kite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.io.ArrayByteBufferPool;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;

/**
 * A tunnel on loopback with both ends: what connects to {@link #connect} comes out at {@link #box}. The near end is one that opens streams,
 * as a frontend does; the far end is one that answers them, as a Box does.
 */
final class Ends implements AutoCloseable {
    final List<String> ended = new CopyOnWriteArrayList<>();
    final ServerSocket box = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    final Sockets sockets = new Sockets("ends", 1, Duration.ofSeconds(5), 1 << 23);
    final Mux near;
    final Mux far;

    Ends(Limits limits) throws Exception {
        SocketChannel[] tunnel = pair();
        far = open(tunnel[1], "far", limits);
        near = open(tunnel[0], "near", limits);
    }

    /** @return a connection whose other end is in the hands of the near end of the tunnel */
    Socket connect() throws Exception {
        try (ServerSocketChannel server = listen()) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), ((InetSocketAddress) server.getLocalAddress()).getPort());
            socket.setSoTimeout(20_000);
            put(server.accept(), end -> near.open(new Opening("https", "a.test", "443", "192.0.2.1", "5"), end)).get(5, TimeUnit.SECONDS);
            return socket;
        }
    }

    /** @return what comes out of the tunnel next */
    Socket accept() throws IOException {
        box.setSoTimeout(20_000);
        Socket socket = box.accept();
        socket.setSoTimeout(20_000);
        return socket;
    }

    /** @return how many buffers are in use */
    long used() {
        ArrayByteBufferPool pool = (ArrayByteBufferPool) sockets.pool();
        return pool.getDirectByteBufferCount() - pool.getAvailableDirectByteBufferCount();
    }

    static SocketChannel[] pair() throws IOException {
        try (ServerSocketChannel server = listen()) {
            SocketChannel one = SocketChannel.open(server.getLocalAddress());
            return new SocketChannel[] {one, server.accept()};
        }
    }

    private static ServerSocketChannel listen() throws IOException {
        return ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    private interface Maker {
        Connection make(EndPoint socket) throws IOException;
    }

    private Mux open(SocketChannel channel, String name, Limits limits) throws Exception {
        AtomicReference<Mux> made = new AtomicReference<>();
        put(channel, socket -> {
            made.set(new Mux(socket, sockets.pool(), sockets.executor(), limits, new Listener(name)));
            return made.get().connection();
        }).get(5, TimeUnit.SECONDS);
        return made.get();
    }

    private CompletableFuture<Void> put(SocketChannel channel, Maker maker) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        sockets.accept(channel, new Joint() {
            @Override
            public Connection join(EndPoint socket) throws IOException {
                Connection made = maker.make(socket);
                done.complete(null);
                return made;
            }

            @Override
            public void failed(Throwable why) {
                done.completeExceptionally(why);
            }
        });
        return done;
    }

    @Override
    public void close() throws IOException {
        sockets.close();
        box.close();
    }

    private final class Listener implements MuxListener {
        private final String name;

        Listener(String name) {
            this.name = name;
        }

        @Override
        public void opened(Stream stream, Opening opening) {
            sockets.connect(box.getLocalSocketAddress(), new Joint() {
                @Override
                public Connection join(EndPoint socket) {
                    return stream.connection(socket);
                }

                @Override
                public void failed(Throwable why) {
                    stream.refuse("no listener: " + why);
                }
            });
        }

        @Override
        public void control(Head head) {
            ended.add(name + " control");
        }

        @Override
        public void ended(String why) {
            ended.add(name + ": " + why);
        }
    }
}

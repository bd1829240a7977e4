package link.box.pagekite;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Optional;
import link.box.common.net.ProxyHeader;

/** Where the tunnel ends, without TLS, in the hands of the test: each connection says first where it comes from. */
final class PlainBox implements Closeable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private Optional<InetSocketAddress> source = Optional.empty();

    PlainBox() throws IOException {
        server.setSoTimeout(60_000);
    }

    int port() {
        return server.getLocalPort();
    }

    Socket accept() throws IOException {
        Socket socket = server.accept();
        socket.setSoTimeout(60_000);
        source = introduction(socket);
        return socket;
    }

    /** @return where the connection that was accepted last said it comes from */
    Optional<InetSocketAddress> source() {
        return source;
    }

    /** Reads the header and nothing behind it. */
    static Optional<InetSocketAddress> introduction(Socket socket) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(ProxyHeader.MOST).limit(0);
        Optional<ProxyHeader> header = Optional.empty();
        while (header.isEmpty()) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("ended before it said where it comes from");
            }
            bytes.limit(bytes.limit() + 1).put(bytes.limit() - 1, (byte) next);
            header = ProxyHeader.read(bytes);
        }
        return header.get().source();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

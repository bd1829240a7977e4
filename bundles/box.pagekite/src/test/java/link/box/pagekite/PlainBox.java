package link.box.pagekite;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Where the tunnel ends, without TLS, in the hands of the test. */
final class PlainBox implements Closeable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());

    PlainBox() throws IOException {
        server.setSoTimeout(20_000);
    }

    int port() {
        return server.getLocalPort();
    }

    Socket accept() throws IOException {
        Socket socket = server.accept();
        socket.setSoTimeout(60_000);
        return socket;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

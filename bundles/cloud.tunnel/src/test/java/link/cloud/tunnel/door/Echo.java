package link.cloud.tunnel.door;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A server that sends back what it gets, to many at once. */
final class Echo implements AutoCloseable {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final ServerSocket server;

    /** On any port of loopback. */
    Echo() throws IOException {
        this(new ServerSocket(0, 1024, InetAddress.getLoopbackAddress()));
    }

    Echo(ServerSocket server) {
        this.server = server;
        threads.execute(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        server.close();
        threads.shutdownNow();
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                threads.execute(() -> echo(socket));
            } catch (IOException e) {
                // closed, or a client that went away
            }
        }
    }

    private static void echo(Socket socket) {
        try (socket) {
            socket.getInputStream().transferTo(socket.getOutputStream());
        } catch (IOException e) {
            // the client has seen it, too
        }
    }
}

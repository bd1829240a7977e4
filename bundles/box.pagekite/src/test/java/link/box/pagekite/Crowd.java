package link.box.pagekite;

import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.ArrayList;
import java.util.List;

/** Takes all places in the queue of a server that accepts nobody: whoever connects next waits. */
final class Crowd implements Closeable {
    private static final int MILLIS = 300;
    private static final int MOST = 20;

    private final ServerSocket server;
    private final List<Socket> waiting = new ArrayList<>();

    Crowd(ServerSocket server) throws IOException {
        this.server = server;
        try {
            while (waiting.size() < MOST) {
                Socket socket = new Socket();
                waiting.add(socket);
                socket.connect(server.getLocalSocketAddress(), MILLIS);
            }
        } catch (SocketTimeoutException e) {
            return;
        }
        throw new IOException("the queue has no end");
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : waiting) {
            socket.close();
        }
    }
}

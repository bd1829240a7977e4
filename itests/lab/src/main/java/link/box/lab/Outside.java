package link.box.lab;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import link.box.common.net.ProxyHeader;

/**
 * The way to a Box's tunnel connector without frontend and tunnel: says of each connection where it comes from, as the builtin engine does,
 * and passes on the rest as it is.
 */
public final class Outside implements AutoCloseable {
    private static final int BACKLOG = 256;
    private static final int CONNECT_MILLIS = 3_000;

    private final ServerSocket server = new ServerSocket(0, BACKLOG, InetAddress.getLoopbackAddress());
    private final int box;
    private final byte[] introduction;

    /**
     * Listens at once.
     *
     * @param box the port where the Box's tunnel ends
     * @param source the address that all who come this way are said to have
     */
    public Outside(int box, String source) throws IOException {
        this.box = box;
        this.introduction = ProxyHeader.of(source, "9").bytes().array();
        run(this::listen);
    }

    /** @return where it listens */
    public int port() {
        return server.getLocalPort();
    }

    private void listen() throws IOException {
        while (!server.isClosed()) {
            Socket visitor = server.accept();
            run(() -> lead(visitor));
        }
    }

    private void lead(Socket visitor) throws IOException {
        try (visitor; Socket inside = new Socket()) {
            inside.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), box), CONNECT_MILLIS);
            inside.setTcpNoDelay(true);
            visitor.setTcpNoDelay(true);
            inside.getOutputStream().write(introduction);
            run(() -> pass(visitor, inside));
            pass(inside, visitor);
        }
    }

    /** An end is passed on; what breaks off breaks off at both ends. */
    private static void pass(Socket from, Socket to) throws IOException {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            from.close();
            to.close();
        }
    }

    private interface Task {
        void run() throws IOException;
    }

    private static void run(Task task) {
        Thread thread = new Thread(() -> {
            try {
                task.run();
            } catch (IOException e) { // who waits at the other end sees it
                return;
            }
        }, "outside");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}

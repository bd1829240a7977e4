package link.box.testing.acme;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.function.Predicate;
import javax.net.ssl.SSLContext;

/**
 * Where clients come in: TLS on a free port of loopback, a thread for each connection, and few of them. Not the JDK's HttpServer:
 * it writes the Date of the real clock, and knows only whole answers.
 */
final class Door implements Closeable {
    private static final int MOST = 64;

    private final Set<Line> lines = new LinkedHashSet<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(Door::thread);
    private final ServerSocket socket = new ServerSocket();
    private boolean shut;

    Door() throws IOException {
        socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0));
    }

    int port() {
        return socket.getLocalPort();
    }

    void open(SSLContext tls, InstantSource clock, Function<Request, Answer> answers) {
        threads.execute(() -> accept(client -> new Line(client, tls, clock, answers)));
    }

    /** While shut, every connection is closed at once. */
    synchronized void shut(boolean now) {
        shut = now;
        if (now) {
            hangUp(line -> true);
        }
    }

    /** Closes those connections. */
    synchronized void hangUp(Predicate<Line> which) {
        lines.stream().filter(which).forEach(Door::close);
    }

    @Override
    public void close() throws IOException {
        socket.close();
        hangUp(line -> true);
        threads.shutdown();
    }

    private void accept(Function<Socket, Line> maker) {
        try {
            while (true) {
                Socket client = socket.accept();
                client.setTcpNoDelay(true);
                serve(maker.apply(client));
            }
        } catch (IOException e) {
            close(socket); // closed by close(), or broken
        }
    }

    private synchronized void serve(Line line) {
        if (shut) {
            close(line);
            return;
        }
        if (lines.size() >= MOST) {
            // clients of the JDK keep connections for long, and each of ours makes a new client
            lines.stream().filter(Line::isIdle).findFirst().ifPresent(Door::close);
        }
        lines.add(line);
        threads.execute(() -> {
            try {
                line.run();
            } finally {
                ended(line);
            }
        });
    }

    private synchronized void ended(Line line) {
        lines.remove(line);
    }

    private static void close(Closeable open) {
        try {
            open.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread thread(Runnable job) {
        Thread thread = new Thread(job, "acme stub");
        thread.setDaemon(true);
        return thread;
    }
}

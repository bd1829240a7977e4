package link.box.itests.real;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** A port on loopback that leads to a server, or behaves as one in trouble does; what it does can be changed at any time. */
final class Detour implements AutoCloseable {
    private final SSLContext tls;
    private final InetAddress address;
    private final int port;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile Way way;
    private ServerSocket listener;

    /** What happens to a connection. */
    interface Way {
        void go(Socket client) throws IOException;
    }

    /** @param tls what it shows itself as when it answers in the server's place; nothing listens yet */
    Detour(SSLContext tls) throws IOException {
        this(tls, InetAddress.getLoopbackAddress());
    }

    /** The same at another of the loopback addresses. */
    Detour(SSLContext tls, InetAddress address) throws IOException {
        this.tls = tls;
        this.address = address;
        try (ServerSocket socket = new ServerSocket(0, 1, address)) {
            port = socket.getLocalPort();
        }
    }

    /** The same at a port of one's choice. */
    Detour(SSLContext tls, InetAddress address, int port) {
        this.tls = tls;
        this.address = address;
        this.port = port;
    }

    int port() {
        return port;
    }

    /** Leads to the server. */
    void pass(int target) throws IOException {
        become(client -> {
            Socket server = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(server);
            background(() -> pump(server, client));
            pump(client, server);
        });
    }

    /** Nobody listens. */
    synchronized void refuse() throws IOException {
        if (listener != null) {
            listener.close();
            listener = null;
        }
        drop();
    }

    /** Takes connections and says nothing. */
    void hang() throws IOException {
        become(client -> client.getInputStream().transferTo(OutputStream.nullOutputStream()));
    }

    /** Answers each request over TLS with these bytes. */
    void answer(String bytes) throws IOException {
        become(client -> {
            SSLSocket socket = (SSLSocket) tls.getSocketFactory().createSocket(client, null, true);
            socket.setUseClientMode(false);
            answer(socket, bytes);
        });
    }

    /** Answers each request without TLS with these bytes. */
    void answerPlainly(String bytes) throws IOException {
        become(client -> answer(client, bytes));
    }

    private static void answer(Socket socket, String bytes) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
        while (!in.readLine().isEmpty()) {
            continue;
        }
        socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
        socket.close();
    }

    /** @return an answer that ends the connection */
    static String http(String status, String type, String body) {
        return "HTTP/1.1 " + status + "\r\nContent-Type: " + type + "\r\nContent-Length: " + body.length()
                + "\r\nConnection: close\r\n\r\n" + body;
    }

    /** Changes what happens; connections from before are dropped. */
    synchronized void become(Way next) throws IOException {
        way = next;
        drop();
        if (listener == null) {
            listener = new ServerSocket();
            listener.bind(new InetSocketAddress(address, port), 50);
            ServerSocket mine = listener;
            background(() -> accept(mine));
        }
    }

    private void accept(ServerSocket mine) throws IOException {
        while (true) {
            Socket client = mine.accept();
            open.add(client);
            background(() -> way.go(client));
        }
    }

    private void drop() throws IOException {
        for (Socket each : open) {
            each.close();
        }
        open.clear();
    }

    private static void pump(Socket from, Socket to) throws IOException {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        }
    }

    private interface Part {
        void run() throws IOException;
    }

    /** The end of a connection, however it comes, is not this one's business. */
    private static void background(Part part) {
        Thread thread = new Thread(() -> {
            try {
                part.run();
            } catch (IOException | RuntimeException e) {
                return;
            }
        }, "detour");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        refuse();
    }
}

package link.box.pagekite;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A frontend that lets each kite fly and answers pings, until it is frozen; it plays one of ours. */
final class Tower implements Closeable {
    private static final String FEATURES = "X-PageKite-Features: AddKites\r\nX-PageKite-Features: BoxTunnel\r\n";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> flying = ConcurrentHashMap.newKeySet();
    private final StringBuffer said = new StringBuffer();
    private final AtomicInteger flown = new AtomicInteger();
    private volatile boolean frozen;

    Tower() throws IOException {
        run(() -> {
            while (!server.isClosed()) {
                Socket socket = server.accept();
                run(() -> serve(socket));
            }
        });
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    int flying() {
        return flying.size();
    }

    /** @return how many kites have flown here, ever */
    int flown() {
        return flown.get();
    }

    void freeze() {
        frozen = true;
    }

    void thaw() throws IOException {
        frozen = false;
        say("NOOP: 1\r\nPONG: 1\r\n");
    }

    /** @return whether a Box has said that by now */
    boolean heard(String text) {
        return said.indexOf(text) >= 0;
    }

    /** Says that to all Boxes. */
    void say(String lines) throws IOException {
        for (Socket each : flying) {
            chunk(each, lines, "");
        }
    }

    /** Leads a visitor to the Box. @return the Box's end */
    Socket visit(String host, PlainBox box) throws IOException {
        for (Socket each : flying) {
            chunk(each, "SID: 5\r\nProto: https\r\nHost: " + host + "\r\n", "hello");
        }
        Socket inside = box.accept();
        inside.getInputStream().readNBytes(5);
        return inside;
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (Socket each : flying) {
            each.close();
        }
    }

    private void serve(Socket socket) throws IOException {
        try (socket) {
            String head = until(socket.getInputStream(), "\r\n\r\n");
            said.append(head);
            String kite = Played.value(head, "X-PageKite");
            write(socket, "HTTP/1.1 200 OK\r\n" + FEATURES + "X-PageKite-SignThis: " + kite.substring(0, kite.length() - 1) + "f1\r\n\r\n");
            String[] signed = Played.value(until(socket.getInputStream(), "\r\n\r\n"), "X-PageKite").split(":");
            chunk(socket, "NOOP: 1\r\nX-PageKite-OK: " + signed[0] + ":" + signed[1] + ":" + signed[2]
                    + "\r\nX-PageKite-SessionID: s" + socket.getPort() + "\r\n", "!");
            flying.add(socket);
            flown.incrementAndGet();
            answer(socket);
        } finally {
            flying.remove(socket);
        }
    }

    private void answer(Socket socket) throws IOException {
        int answered = 0;
        StringBuilder heard = new StringBuilder();
        for (int next = socket.getInputStream().read(); next >= 0; next = socket.getInputStream().read()) {
            said.append((char) next);
            heard.append((char) next);
            if (heard.indexOf("PING: ", answered) >= 0 && heard.toString().endsWith("\r\n\r\n") && !frozen) {
                answered = heard.length();
                chunk(socket, "NOOP: 1\r\nPONG: 1\r\n", "");
            }
        }
    }

    private static String until(InputStream input, String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = input.read();
            if (next < 0) {
                throw new IOException("hung up");
            }
            text.append((char) next);
        }
        return text.toString();
    }

    private static void chunk(Socket socket, String lines, String data) throws IOException {
        String rest = lines + "\r\n" + data;
        write(socket, Integer.toHexString(rest.length()) + "\r\n" + rest);
    }

    private static void write(Socket socket, String text) throws IOException {
        synchronized (socket) {
            socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    private interface Doing {
        void go() throws IOException;
    }

    private static void run(Doing doing) {
        Thread thread = new Thread(() -> {
            try {
                doing.go();
            } catch (IOException e) {
                System.err.println("tower: " + e.getMessage());
            }
        }, "tower");
        thread.setDaemon(true);
        thread.start();
    }
}

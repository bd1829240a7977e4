package link.box.pagekite;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A frontend that the test plays, connection by connection. */
final class Played implements Closeable {
    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private Socket socket;

    Played() throws IOException {
        server.setSoTimeout(60_000);
    }

    String address() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /** @return the head of the request on the next connection */
    String next() throws IOException {
        if (socket != null) {
            socket.close();
        }
        socket = server.accept();
        socket.setSoTimeout(60_000);
        return until("\r\n\r\n");
    }

    /** @return what comes next on this connection, up to and with that */
    String until(String end) throws IOException {
        StringBuilder text = new StringBuilder();
        while (text.indexOf(end) < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new IOException("hung up after: " + text);
            }
            text.append((char) next);
        }
        return text.toString();
    }

    /** @return whether that has come by now; never waits */
    boolean heard(String end) throws IOException {
        return socket.getInputStream().available() >= end.length() && until(end).endsWith(end);
    }

    void say(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    void answer(String lines) throws IOException {
        say("HTTP/1.1 200 OK\r\n" + lines + "\r\n");
    }

    void chunk(String lines, String data) throws IOException {
        String rest = lines + "\r\n" + data;
        say(Integer.toHexString(rest.length()) + "\r\n" + rest);
    }

    void hangUp() throws IOException {
        socket.close();
    }

    /** @return whether the other end has closed the connection */
    boolean isLeft() throws IOException {
        return socket.getInputStream().read() < 0;
    }

    /** @return the first value of that header */
    static String value(String head, String name) {
        return head.lines().filter(line -> line.startsWith(name + ": ")).findFirst().orElseThrow().substring(name.length() + 2);
    }

    @Override
    public void close() throws IOException {
        server.close();
        if (socket != null) {
            socket.close();
        }
    }
}

package link.box.bench.tunnel;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLSocketFactory;

/**
 * How somebody gets to the origin.
 *
 * @param port on this machine
 * @param through the host that an HTTP proxy there is asked for (RFC 9110, section 9.3.6); empty: the port leads to the origin
 * @param tls what encrypts the whole way; null: nothing does
 */
record Way(int port, String through, SSLSocketFactory tls) {
    private static final int PATIENCE_MILLIS = 60_000;

    /** A connection to the origin. */
    record Line(Socket socket, InputStream in) implements AutoCloseable {
        void ask(String head) throws IOException {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        }

        /** @return the answer's head; it has to be 200 */
        String answered() throws IOException {
            String head = Head.read(in);
            if (!head.startsWith("HTTP/1.") || !head.startsWith(" 200", 8)) {
                throw new IOException("refused: " + head);
            }
            return head;
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }

    Line open() throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        if (!through.isEmpty()) {
            // not buffered: what comes behind the head may be TLS
            Line proxy = new Line(socket, socket.getInputStream());
            proxy.ask("CONNECT " + through + ":443 HTTP/1.1\r\nHost: " + through + ":443\r\n\r\n");
            proxy.answered();
        }
        Socket whole = tls == null ? socket : tls.createSocket(socket, "localhost", port, true);
        return new Line(whole, new BufferedInputStream(whole.getInputStream(), Content.BLOCK));
    }

    /** @return the same with TLS from end to end */
    Way encrypted(SSLSocketFactory with) {
        return new Way(port, through, with);
    }

    /** A request's head, for the host that is asked for. */
    String head(String method, String path, long length) {
        return method + " /" + path + " HTTP/1.1\r\nHost: " + (through.isEmpty() ? "localhost" : through) + "\r\n"
                + (method.equals("PUT") ? "Content-Length: " + length + "\r\n" : "") + "\r\n";
    }
}

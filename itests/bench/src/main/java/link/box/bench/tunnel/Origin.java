package link.box.bench.tunnel;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javax.net.ssl.SSLSocketFactory;

/**
 * What all tunnels lead to: {@code Origin PORT KEYSTORE PASSWORD}. Sends bytes ({@code GET /COUNT}), compares some ({@code PUT}), or says
 * hello; with TLS to who begins with it.
 */
public final class Origin {
    private static final byte[] HELLO = ("HTTP/1.1 200 OK\r\nContent-Length: 512\r\n\r\n" + "x".repeat(512)).getBytes(StandardCharsets.US_ASCII);
    private static final byte[] TAKEN = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int CONNECTIONS = 2048;
    /** The type of the first TLS record (RFC 8446, section 5.1). */
    private static final int HANDSHAKE = 22;
    private static final int SIGNATURE = '\r';
    private static final int BEFORE_LENGTH = 14;

    private Origin() {
    }

    /** Serves until it is killed. */
    public static void main(String[] words) throws Exception {
        SSLSocketFactory tls = Tls.of(Path.of(words[1]), words[2]);
        ExecutorService threads = Executors.newCachedThreadPool();
        try (ServerSocket server = new ServerSocket(Integer.parseInt(words[0]), CONNECTIONS, InetAddress.getLoopbackAddress())) {
            while (true) {
                Socket socket = server.accept();
                threads.execute(() -> serve(socket, tls));
            }
        }
    }

    private static void serve(Socket socket, SSLSocketFactory tls) {
        try (socket) {
            socket.setTcpNoDelay(true);
            int first = begin(socket.getInputStream());
            InputStream begun = new ByteArrayInputStream(new byte[] {(byte) first});
            if (first == HANDSHAKE) {
                Socket secured = tls.createSocket(socket, begun, true);
                speak(secured.getInputStream(), secured.getOutputStream());
            } else if (first >= 0) {
                speak(new SequenceInputStream(begun, socket.getInputStream()), socket.getOutputStream());
            }
        } catch (IOException e) { // a peer that has gone; what it had to get it misses itself
            System.err.println(e.getMessage());
        }
    }

    /** @return the first byte behind what the builtin engine says of where the connection comes from (PROXY protocol, version 2) */
    private static int begin(InputStream from) throws IOException {
        int first = from.read();
        if (first != SIGNATURE) {
            return first;
        }
        DataInputStream header = new DataInputStream(from);
        header.skipNBytes(BEFORE_LENGTH - 1);
        header.skipNBytes(header.readUnsignedShort());
        return from.read();
    }

    private static void speak(InputStream from, OutputStream out) throws IOException {
        InputStream in = new BufferedInputStream(from, Content.BLOCK);
        for (String head = Head.read(in); !head.isEmpty(); head = Head.read(in)) {
            answer(head, in, out);
        }
    }

    private static void answer(String head, InputStream in, OutputStream out) throws IOException {
        String path = head.substring(head.indexOf('/') + 1, head.indexOf(" HTTP"));
        if (head.startsWith("PUT ")) {
            Content.compare(in, Head.number(head, "Content-Length"));
            out.write(TAKEN);
        } else if (path.isEmpty()) {
            out.write(HELLO);
        } else {
            out.write(("HTTP/1.1 200 OK\r\nContent-Length: " + path + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            Content.send(out, Long.parseLong(path));
        }
    }
}

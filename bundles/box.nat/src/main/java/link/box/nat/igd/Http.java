package link.box.nat.igd;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import link.box.nat.router.Deadline;
import link.box.nat.router.Router;

/**
 * One request and its answer, from the Box's own address to the router's. The JDK's clients can bind to no address, follow redirects or
 * have threads of their own; this does as little as routers need.
 */
final class Http {
    private final Router router;
    private final Deadline deadline;

    Http(Router router, Deadline deadline) {
        this.router = router;
        this.deadline = deadline;
    }

    byte[] get(Place place, int most) throws IOException {
        return exchange(place, "GET " + place.path() + " HTTP/1.1\r\n" + host(place) + "\r\n", most);
    }

    byte[] post(Place place, String action, String body, int most) throws IOException {
        return exchange(place, "POST " + place.path() + " HTTP/1.1\r\n" + host(place) + "Content-Type: text/xml; charset=\"utf-8\"\r\n"
                + "SOAPACTION: \"" + action + "\"\r\nContent-Length: " + body.length() + "\r\n\r\n" + body, most);
    }

    private static String host(Place place) {
        return "Host: " + place.server().getAddress().getHostAddress() + ":" + place.server().getPort() + "\r\nConnection: close\r\n";
    }

    private byte[] exchange(Place place, String request, int most) throws IOException {
        try (Socket socket = new Socket()) {
            socket.bind(new InetSocketAddress(router.own(), 0));
            socket.connect(place.server(), deadline.millis());
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new HttpAnswer(new BufferedInputStream(new Timed(socket))).body(most);
        }
    }

    /** Each read has what is left of the time, and no more. */
    private final class Timed extends FilterInputStream {
        private final Socket socket;

        private Timed(Socket socket) throws IOException {
            super(socket.getInputStream());
            this.socket = socket;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            socket.setSoTimeout(deadline.millis());
            return in.read(buffer, offset, length);
        }
    }

    /** @return the stream's next bytes, all of them */
    static byte[] exactly(InputStream in, int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("its answer is cut short");
        }
        return bytes;
    }
}

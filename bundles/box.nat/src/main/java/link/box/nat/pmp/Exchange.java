package link.box.nat.pmp;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import link.box.nat.router.Deadline;
import link.box.nat.router.Router;

/** One question in a datagram, asked up to three times; the socket takes answers from the router's port alone. */
final class Exchange {
    /** Of both protocols (RFC 6886, section 1.1; RFC 6887, section 19). */
    static final int PORT = 5351;
    /** RFC 6886, section 3.1, cut short: who answers at home answers soon. */
    private static final List<Duration> WAITS = List.of(Duration.ofMillis(250), Duration.ofMillis(500), Duration.ofSeconds(1));
    /** RFC 6887, section 7. */
    private static final int MOST = 1100;

    private Exchange() {
    }

    /** What is asked, and what counts as an answer to it. */
    interface Form {
        /** @param port that it is asked from */
        byte[] request(int port);

        /** @return empty if that is no answer to the request; a refusal is an exception */
        Optional<Inet4Address> read(byte[] datagram) throws IOException;
    }

    static Inet4Address with(Router router, int port, Form form, Deadline deadline) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(router.own(), 0))) {
            socket.connect(new InetSocketAddress(router.gateway(), port));
            byte[] request = form.request(socket.getLocalPort());
            for (Duration wait : WAITS) {
                socket.send(new DatagramPacket(request, request.length));
                Optional<Inet4Address> told = listen(socket, form, deadline.within(wait));
                if (told.isPresent()) {
                    return told.get();
                }
            }
            throw new SocketTimeoutException("no answer");
        } catch (PortUnreachableException e) {
            throw new IOException("not offered", e);
        }
    }

    private static Optional<Inet4Address> listen(DatagramSocket socket, Form form, Deadline deadline) throws IOException {
        byte[] buffer = new byte[MOST + 1];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.setSoTimeout(deadline.millis());
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                return Optional.empty();
            }
            Optional<Inet4Address> told = packet.getLength() > MOST ? Optional.empty()
                    : form.read(Arrays.copyOf(buffer, packet.getLength()));
            if (told.isPresent()) {
                return told;
            }
        }
    }
}

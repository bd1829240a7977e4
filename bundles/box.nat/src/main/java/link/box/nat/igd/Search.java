package link.box.nat.igd;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import link.box.nat.router.Deadline;
import link.box.nat.router.Router;

/**
 * Asks the router alone, by unicast (UPnP Device Architecture 1.1, section 1.3.2), where its description is. Who else answers is not
 * heard; the router may answer from any port.
 */
final class Search {
    static final int PORT = 1900;
    private static final String TYPE = "urn:schemas-upnp-org:device:InternetGatewayDevice:";
    private static final int TRIES = 2;
    private static final Duration TRY = Duration.ofSeconds(1);
    private static final int MOST = 2048;

    private final int port;

    Search(int port) {
        this.port = port;
    }

    Place find(Router router, Deadline deadline) throws IOException {
        byte[] request = request(router).getBytes(StandardCharsets.US_ASCII);
        InetSocketAddress server = new InetSocketAddress(router.gateway(), port);
        try (DatagramSocket socket = new DatagramSocket(new InetSocketAddress(router.own(), 0))) {
            for (int i = 0; i < TRIES; i++) {
                socket.send(new DatagramPacket(request, request.length, server));
                Optional<Place> place = listen(socket, router, deadline.within(TRY));
                if (place.isPresent()) {
                    return place.get();
                }
            }
        }
        throw new SocketTimeoutException("no answer");
    }

    /** MX has no meaning here, but some want to see it. */
    private String request(Router router) {
        return "M-SEARCH * HTTP/1.1\r\nHOST: " + router.gateway().getHostAddress() + ":" + port + "\r\nMAN: \"ssdp:discover\"\r\n"
                + "MX: 1\r\nST: " + TYPE + "1\r\n\r\n";
    }

    private static Optional<Place> listen(DatagramSocket socket, Router router, Deadline deadline) throws IOException {
        byte[] buffer = new byte[MOST + 1];
        while (true) {
            DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
            try {
                socket.setSoTimeout(deadline.millis());
                socket.receive(packet);
            } catch (SocketTimeoutException e) {
                return Optional.empty();
            }
            Optional<Place> place = packet.getLength() <= MOST && packet.getAddress().equals(router.gateway())
                    ? place(router, new String(buffer, 0, packet.getLength(), StandardCharsets.ISO_8859_1)) : Optional.empty();
            if (place.isPresent()) {
                return place;
            }
        }
    }

    private static Optional<Place> place(Router router, String answer) {
        boolean found = answer.matches("(?s)HTTP/1\\.[01] 200 .*");
        boolean gateway = header(answer, "ST").filter(type -> type.startsWith(TYPE)).isPresent();
        return found && gateway ? header(answer, "LOCATION").flatMap(location -> Place.of(router, location)) : Optional.empty();
    }

    private static Optional<String> header(String answer, String name) {
        return answer.lines().filter(line -> line.regionMatches(true, 0, name + ":", 0, name.length() + 1))
                .map(line -> line.substring(name.length() + 1).strip()).findFirst();
    }
}

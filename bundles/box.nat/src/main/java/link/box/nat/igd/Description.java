package link.box.nat.igd;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a router says about itself (UPnP Device Architecture 1.1, section 2.3), as far as it matters here.
 *
 * @param base what its addresses are relative to, if that is not its own place
 * @param connections its ways outside, in its order; 8 at most
 */
record Description(Optional<String> base, List<Connection> connections) {
    private static final Set<String> TYPES = Set.of("urn:schemas-upnp-org:service:WANIPConnection:1",
            "urn:schemas-upnp-org:service:WANIPConnection:2", "urn:schemas-upnp-org:service:WANPPPConnection:1");
    private static final int MOST = 8;

    /**
     * A service that knows the address.
     *
     * @param type one of three
     * @param control where it is asked
     */
    record Connection(String type, String control) {
    }

    static Description of(byte[] document) throws IOException {
        Collector found = new Collector();
        Xml.read(document, Set.of("URLBase", "serviceType", "controlURL"), found::add);
        return new Description(Optional.ofNullable(found.base).filter(text -> !text.isEmpty()), List.copyOf(found.connections));
    }

    /** A service names its type before its control URL. */
    private static final class Collector {
        private final List<Connection> connections = new ArrayList<>();
        private String base;
        private String type = "";

        private void add(String element, String text) {
            switch (element) {
                case "URLBase" -> base = text;
                case "serviceType" -> type = text;
                default -> control(text);
            }
        }

        private void control(String text) {
            if (TYPES.contains(type) && connections.size() < MOST) {
                connections.add(new Connection(type, text));
            }
            type = "";
        }
    }
}

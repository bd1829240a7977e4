package link.box.registration;

import java.net.Inet6Address;
import java.util.Optional;
import link.box.api.net.PublishedAddress;

/**
 * Where a browser at home finds the Box.
 *
 * @param ip private address, as a literal
 * @param port of its plain HTTP
 */
record Place(String ip, int port) {
    private static final int ULA_MASK = 0xfe;
    private static final int ULA = 0xfc;

    /** @return empty if the Box has no address that only a home has (RFC 1918, RFC 4193), or no plain HTTP (port 0) */
    static Optional<Place> of(PublishedAddress address, int port) {
        return address.ipv4().filter(each -> each.isSiteLocalAddress()).map(each -> each.getHostAddress())
                .or(() -> address.ipv6().filter(Place::isUniqueLocal).map(each -> each.getHostAddress().replaceFirst("%.*", "")))
                .filter(ip -> port != 0).map(ip -> new Place(ip, port));
    }

    private static boolean isUniqueLocal(Inet6Address address) {
        return (address.getAddress()[0] & ULA_MASK) == ULA;
    }
}

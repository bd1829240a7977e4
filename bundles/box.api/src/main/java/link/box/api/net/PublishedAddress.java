package link.box.api.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * The zone has acknowledged that these names lead to this address: a fact until the address changes.
 *
 * @param ipv4 the A record of all names; empty if the Box has no IPv4 address
 * @param ipv6 the AAAA record of all names; empty if there is none that may stand beside the A record
 * @param settled whether no cache can hold another address of the main name any more: then it comes first
 * @param names in the order to try; at least one
 */
public record PublishedAddress(Optional<Inet4Address> ipv4, Optional<Inet6Address> ipv6, boolean settled, List<PublishedName> names) {

    public PublishedAddress {
        names = List.copyOf(names);
    }

    /** @return the IPv4 address, or else the IPv6 address */
    public InetAddress address() {
        return ipv4.<InetAddress>map(each -> each).or(() -> ipv6).orElseThrow();
    }
}

package link.box.api.net;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;

/**
 * Where the Box is on the home network: a fact while it has at least one usable address. No loopback, no link-local addresses; only
 * IPv4 for now.
 *
 * @param all the usable addresses, the preferred one first
 * @param gateway the router, if there is a default route
 */
public record LocalAddresses(List<LocalAddress> all, Optional<InetAddress> gateway) {
    public LocalAddresses {
        all = List.copyOf(all);
    }

    /** @return the preferred IPv4 address; empty if there is none */
    public Optional<Inet4Address> ipv4() {
        return all.stream().map(LocalAddress::address).filter(Inet4Address.class::isInstance).map(Inet4Address.class::cast).findFirst();
    }
}

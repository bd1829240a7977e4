package link.box.api.net;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the Box is on the home network: a fact while it has at least one usable address. No loopback, no link-local, no temporary
 * addresses (RFC 8981).
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

    /** @return the preferred unique local address (RFC 4193); empty if there is none */
    public Optional<Inet6Address> uniqueLocal() {
        return ipv6().filter(address -> (address.getAddress()[0] & 0xfe) == 0xfc).findFirst();
    }

    /** @return the preferred global IPv6 address; empty if there is none */
    public Optional<Inet6Address> global() {
        return ipv6().filter(address -> (address.getAddress()[0] & 0xfe) != 0xfc).findFirst();
    }

    private Stream<Inet6Address> ipv6() {
        return all.stream().map(LocalAddress::address).filter(Inet6Address.class::isInstance).map(Inet6Address.class::cast);
    }
}

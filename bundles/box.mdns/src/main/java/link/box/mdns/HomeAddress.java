package link.box.mdns;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Comparator;
import java.util.Optional;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;

/** Where to announce: one interface, for two in the same network would take each other for a conflict. */
final class HomeAddress {
    /** How box.address calls an address that is none of this machine's. */
    private static final String NOT_OURS = "configured";

    private HomeAddress() {
    }

    /** @return the preferred private address, IPv4 before IPv6; among neighbours of a public one nobody could come in anyway */
    static Optional<InetAddress> of(LocalAddresses known) {
        return known.all().stream().filter(each -> !each.interfaceName().equals(NOT_OURS)).map(LocalAddress::address)
                .filter(HomeAddress::isPrivate).min(Comparator.comparing(Inet6Address.class::isInstance));
    }

    private static boolean isPrivate(InetAddress address) {
        return address instanceof Inet6Address ? (address.getAddress()[0] & 0xfe) == 0xfc : address.isSiteLocalAddress();
    }
}

package link.box.nat.router;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Optional;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;

/**
 * The home's router, as this Box sees it.
 *
 * @param own the Box's address, which it is asked from
 * @param gateway the router's address at home: what comes from another one is no answer
 */
public record Router(Inet4Address own, Inet4Address gateway) {
    /** How box.address calls an address that is none of this machine's. */
    private static final String NOT_OURS = "configured";

    /** @return empty where there is none to ask: no default route, or no private addresses, so that nobody translates here */
    public static Optional<Router> of(LocalAddresses known) {
        Optional<Inet4Address> own = known.all().stream().filter(each -> !each.interfaceName().equals(NOT_OURS)).map(LocalAddress::address)
                .flatMap(each -> home(each).stream()).findFirst();
        return own.flatMap(address -> known.gateway().flatMap(Router::home).map(gateway -> new Router(address, gateway)));
    }

    private static Optional<Inet4Address> home(InetAddress address) {
        return address instanceof Inet4Address ipv4 && ipv4.isSiteLocalAddress() ? Optional.of(ipv4) : Optional.empty();
    }
}

package link.box.nat.router;

import java.math.BigInteger;
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

    /**
     * @return empty where there is none to ask: no default route, one that leaves by another network than the Box's own, or no private
     *         addresses, so that nobody translates here
     */
    public static Optional<Router> of(LocalAddresses known) {
        return known.gateway().flatMap(Router::home).flatMap(gateway -> known.all().stream()
                .filter(each -> !each.interfaceName().equals(NOT_OURS) && near(each, gateway))
                .flatMap(each -> home(each.address()).stream()).findFirst().map(own -> new Router(own, gateway)));
    }

    private static boolean near(LocalAddress own, Inet4Address gateway) {
        BigInteger difference = new BigInteger(1, own.address().getAddress()).xor(new BigInteger(1, gateway.getAddress()));
        return own.address() instanceof Inet4Address && difference.shiftRight(Integer.SIZE - own.prefixLength()).signum() == 0;
    }

    private static Optional<Inet4Address> home(InetAddress address) {
        return address instanceof Inet4Address ipv4 && ipv4.isSiteLocalAddress() ? Optional.of(ipv4) : Optional.empty();
    }
}

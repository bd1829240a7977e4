package link.box.registration;

import java.net.Inet4Address;
import java.util.Optional;
import link.box.api.net.ExternalAddress;

/** Whether the home has its public IPv4 address to itself: then who comes from there is at home. */
final class Exclusive {
    private static final int SHARED = 100;
    private static final int SHARED_MASK = 0xc0;
    private static final int SHARED_SECOND = 64;

    private Exclusive() {
    }

    /**
     * @param router what the router says its address is
     * @param seen where the server sees us come from
     */
    static boolean is(Optional<ExternalAddress> router, Optional<String> seen) {
        return router.map(ExternalAddress::ipv4).filter(Exclusive::isPublic).map(Inet4Address::getHostAddress).equals(seen)
                && seen.isPresent();
    }

    /** @return whether it can be one's own out there: else somebody translates behind the router, too (RFC 1918, RFC 6598) */
    static boolean isPublic(Inet4Address address) {
        byte[] bytes = address.getAddress();
        boolean shared = bytes[0] == SHARED && (bytes[1] & SHARED_MASK) == SHARED_SECOND;
        return !shared && !address.isSiteLocalAddress() && !address.isLoopbackAddress() && !address.isLinkLocalAddress()
                && !address.isAnyLocalAddress();
    }
}

package link.box.common.net;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Who asks, as far as an address tells: an IPv4 address, or the /64 of an IPv6 address, as a whole network may be one household
 * (RFC 4291, section 2.5.4). An IPv4-mapped IPv6 address is the IPv4 address.
 *
 * @param network the address or the network's first address, as text
 */
public record Source(String network) {
    private static final int HALF = 8;
    private static final int SITE_GROUPS = 3;

    /** @return the /48 that an IPv6 network is in, as one customer may have so much (RFC 6177); itself for IPv4 */
    public Source site() {
        String[] groups = network.split(":");
        return groups.length < SITE_GROUPS ? this : new Source(String.join(":", groups[0], groups[1], groups[2]) + "::/48");
    }

    /** @return the source that an address belongs to */
    public static Source of(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return new Source(address.getHostAddress());
        }
        byte[] bytes = address.getAddress();
        Arrays.fill(bytes, HALF, bytes.length, (byte) 0);
        try {
            return new Source(InetAddress.getByAddress(bytes).getHostAddress() + "/64");
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param address literal address, IPv6 with or without brackets and zone; never a host name
     * @return the source that it belongs to
     */
    public static Source of(String address) {
        return of(Literal.address(address));
    }
}

package link.cloud.zone;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;
import org.xbill.DNS.Address;

/** Which addresses every resolver passes, whatever it protects its clients from: IPv4, and not of the special ranges of RFC 6890. */
final class Public {
    private static final List<String> SPECIAL = List.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16",
            "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
            "224.0.0.0/3");

    private Public() {
    }

    static boolean passes(InetAddress address) {
        return address instanceof Inet4Address && SPECIAL.stream().noneMatch(range -> within(address.getAddress(), range));
    }

    private static boolean within(byte[] address, String range) {
        String[] parts = range.split("/");
        int host = Integer.SIZE - Integer.parseInt(parts[1]);
        return bits(address) >>> host == bits(Address.toByteArray(parts[0], Address.IPv4)) >>> host;
    }

    private static int bits(byte[] address) {
        return (address[0] & 0xff) << 24 | (address[1] & 0xff) << 16 | (address[2] & 0xff) << 8 | address[3] & 0xff;
    }
}

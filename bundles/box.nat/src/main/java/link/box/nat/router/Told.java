package link.box.nat.router;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.regex.Pattern;

/** What a router tells, as an address; private and shared ones are addresses, too. */
public final class Told {
    private static final String OCTET = "(25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])";
    private static final Pattern DOTTED = Pattern.compile("(" + OCTET + "\\.){3}" + OCTET);
    private static final int RESERVED = 240;

    private Told() {
    }

    /** @throws IOException if nobody can have that address: routers tell zeros while they have no connection */
    public static Inet4Address address(byte... four) throws IOException {
        Inet4Address address = (Inet4Address) InetAddress.getByAddress(four);
        int first = four[0] & 0xff;
        if (first == 0 || first >= RESERVED || address.isLoopbackAddress() || address.isMulticastAddress()) {
            throw new IOException("it tells " + address.getHostAddress() + ", so it has no connection");
        }
        return address;
    }

    /** Never asks the DNS. */
    public static Inet4Address address(String text) throws IOException {
        if (!DOTTED.matcher(text).matches()) {
            throw new IOException(text.isEmpty() ? "it tells none, so it has no connection" : "it tells no IPv4 address");
        }
        return address(InetAddress.getByName(text).getAddress());
    }
}

package link.box.address;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * A way to the internet, as the kernel lists it in {@code /proc/net/route} and {@code /proc/net/ipv6_route}.
 *
 * @param interfaceName the interface it leaves by
 * @param gateway the router; empty on a point-to-point link
 * @param metric the lower, the preferred
 */
record DefaultRoute(String interfaceName, Optional<InetAddress> gateway, long metric) {
    private static final Path IPV4 = Path.of("/proc/net/route");
    private static final Path IPV6 = Path.of("/proc/net/ipv6_route");
    private static final String ANYWHERE = "00000000";
    private static final String ANYWHERE6 = ANYWHERE.repeat(4);
    private static final int UP = 1;
    private static final int REJECT = 0x200;

    /** @return those of IPv4, the preferred one first, and then those of IPv6 */
    static List<DefaultRoute> read() throws IOException {
        List<DefaultRoute> all = new ArrayList<>(ipv4(lines(IPV4)));
        all.addAll(ipv6(lines(IPV6)));
        return all;
    }

    private static List<String> lines(Path table) throws IOException {
        return Files.isReadable(table) ? Files.readAllLines(table) : List.of();
    }

    static List<DefaultRoute> ipv4(List<String> table) {
        return sorted(table.stream().skip(1).map(line -> line.trim().split("\\s+"))
                .filter(fields -> fields.length > 7 && fields[1].equals(ANYWHERE) && fields[7].equals(ANYWHERE) && up(fields[3]))
                .map(fields -> new DefaultRoute(fields[0], gateway(reversed(fields[2])), Long.parseLong(fields[6]))).toList());
    }

    static List<DefaultRoute> ipv6(List<String> table) {
        return sorted(table.stream().map(line -> line.trim().split("\\s+"))
                .filter(fields -> fields.length > 9 && fields[0].equals(ANYWHERE6) && fields[1].equals("00") && up(fields[8]))
                .map(fields -> new DefaultRoute(fields[9], gateway(fields[4]), Long.parseLong(fields[5], 16))).toList());
    }

    /** Of equal ones always the same first. */
    private static List<DefaultRoute> sorted(List<DefaultRoute> routes) {
        return routes.stream().sorted(Comparator.comparingLong(DefaultRoute::metric).thenComparing(DefaultRoute::interfaceName)).toList();
    }

    private static boolean up(String flags) {
        int bits = Integer.parseUnsignedInt(flags, 16);
        return (bits & UP) != 0 && (bits & REJECT) == 0;
    }

    private static String reversed(String littleEndian) {
        return String.format("%08X", Integer.reverseBytes(Integer.parseUnsignedInt(littleEndian, 16)));
    }

    private static Optional<InetAddress> gateway(String hex) {
        if (hex.matches("0*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByAddress(HexFormat.of().parseHex(hex)));
        } catch (IOException e) {
            throw new IllegalStateException("4 or 16 bytes are always an address", e);
        }
    }
}

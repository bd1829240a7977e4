package link.box.address;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import link.box.api.net.LocalAddress;

/** The IPv6 addresses that last, as the kernel lists them in {@code /proc/net/if_inet6}: the JDK does not tell which are temporary. */
final class Ipv6Addresses {
    private static final Path TABLE = Path.of("/proc/net/if_inet6");
    /** Scope global; unique local addresses are of it. */
    private static final String GLOBAL = "00";
    /** IFA_F_TEMPORARY (RFC 8981), DADFAILED, DEPRECATED, TENTATIVE: about to go, or not there yet. */
    private static final int PASSING = 0x01 | 0x08 | 0x20 | 0x40;

    private Ipv6Addresses() {
    }

    static List<LocalAddress> read(String interfaceName) throws IOException {
        return Files.isReadable(TABLE) ? lasting(Files.readAllLines(TABLE), interfaceName) : List.of();
    }

    /** @return those of an interface; unique local ones first, and always in the same order */
    static List<LocalAddress> lasting(List<String> table, String interfaceName) {
        return table.stream().map(line -> line.trim().split("\\s+"))
                .filter(fields -> fields.length > 5 && fields[5].equals(interfaceName) && fields[3].equals(GLOBAL)
                        && (Integer.parseInt(fields[4], 16) & PASSING) == 0)
                .sorted(Comparator.comparing((String[] fields) -> !fields[0].matches("f[cd].*")).thenComparing(fields -> fields[0]))
                .map(fields -> new LocalAddress(interfaceName, address(fields[0]), Integer.parseInt(fields[2], 16)))
                .filter(each -> each.address() instanceof Inet6Address).toList();
    }

    private static InetAddress address(String hex) {
        try {
            return InetAddress.getByAddress(HexFormat.of().parseHex(hex));
        } catch (IOException e) {
            throw new IllegalStateException("16 bytes are always an address", e);
        }
    }
}

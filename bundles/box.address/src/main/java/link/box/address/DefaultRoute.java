package link.box.address;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The way to the internet, as the kernel lists it in {@code /proc/net/route}.
 *
 * @param interfaceName the interface it leaves by
 * @param gateway the router; empty on a point-to-point link
 * @param metric the lower, the preferred
 */
record DefaultRoute(String interfaceName, Optional<InetAddress> gateway, int metric) {
    private static final Path TABLE = Path.of("/proc/net/route");
    private static final String ANYWHERE = "00000000";
    private static final int UP = 1;

    static Optional<DefaultRoute> read() throws IOException {
        return Files.isReadable(TABLE) ? best(Files.readAllLines(TABLE)) : Optional.empty();
    }

    static Optional<DefaultRoute> best(List<String> table) {
        return table.stream().skip(1).map(line -> line.trim().split("\\s+")).filter(DefaultRoute::isDefault)
                .map(DefaultRoute::parse).min(Comparator.comparingInt(DefaultRoute::metric));
    }

    private static boolean isDefault(String[] fields) {
        return fields.length > 7 && fields[1].equals(ANYWHERE) && fields[7].equals(ANYWHERE)
                && (Integer.parseInt(fields[3], 16) & UP) != 0;
    }

    private static DefaultRoute parse(String[] fields) {
        return new DefaultRoute(fields[0], address(fields[2]), Integer.parseInt(fields[6]));
    }

    private static Optional<InetAddress> address(String littleEndian) {
        if (littleEndian.equals(ANYWHERE)) {
            return Optional.empty();
        }
        int bits = Integer.reverseBytes(Integer.parseUnsignedInt(littleEndian, 16));
        try {
            return Optional.of(InetAddress.getByAddress(new byte[] {(byte) (bits >> 24), (byte) (bits >> 16), (byte) (bits >> 8), (byte) bits}));
        } catch (IOException e) {
            throw new IllegalStateException("four bytes are always an address", e);
        }
    }
}

package link.box.common.net;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What a connection that is passed on begins with, to tell where it came from: the PROXY protocol, version 2 (haproxy's
 * proxy-protocol.txt, section 2.2), as far as our own client speaks it. No datagrams, no Unix sockets, not version 1; further fields (TLVs)
 * are skipped.
 *
 * @param source where the connection came from; empty if nobody knows
 */
public record ProxyHeader(Optional<InetSocketAddress> source) {
    /** The longest header that is read, in bytes. */
    public static final int MOST = 16 + 512;
    private static final byte[] SIGNATURE = {13, 10, 13, 10, 0, 13, 10, 'Q', 'U', 'I', 'T', 10};
    private static final int FIXED = 16;
    private static final int LOCAL = 0x20;
    private static final int PROXY = 0x21;
    private static final int UNSPECIFIED = 0;
    private static final int TCP4 = 0x11;
    private static final int TCP6 = 0x21;
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;
    private static final int PORTS = 4;
    private static final int MOST_PORT = 65_535;

    /**
     * @param address literal, of IPv4 or IPv6; anything else means that nobody knows
     * @param port decimal; anything else counts as 0
     * @return what tells that source
     */
    public static ProxyHeader of(String address, String port) {
        try {
            InetAddress from = Literal.address(address);
            return new ProxyHeader(from.isAnyLocalAddress() || from.isMulticastAddress() ? Optional.empty()
                    : Optional.of(new InetSocketAddress(from, port(port))));
        } catch (IllegalArgumentException e) {
            return new ProxyHeader(Optional.empty());
        }
    }

    /**
     * Reads one, as soon as all of it is there.
     *
     * @param in what has come so far, from its first byte on; its position is behind the header afterwards, or where it was
     * @return the header; empty if it is not complete yet
     * @throws IOException it begins with something else, or with a header that our client does not send
     */
    public static Optional<ProxyHeader> read(ByteBuffer in) throws IOException {
        int start = in.position();
        for (int i = 0; i < Math.min(SIGNATURE.length, in.remaining()); i++) {
            if (in.get(start + i) != SIGNATURE[i]) {
                throw new IOException("no PROXY header, version 2");
            }
        }
        if (in.remaining() < FIXED) {
            return Optional.empty();
        }
        int length = in.getChar(start + FIXED - 2);
        if (FIXED + length > MOST) {
            throw new IOException("a PROXY header of more than " + MOST + " bytes");
        }
        if (in.remaining() < FIXED + length) {
            return Optional.empty();
        }
        in.position(start + FIXED + length);
        return Optional.of(new ProxyHeader(source(in.slice(start + SIGNATURE.length, FIXED - SIGNATURE.length + length))));
    }

    private static Optional<InetSocketAddress> source(ByteBuffer in) throws IOException {
        int command = in.get() & 0xff;
        int family = in.get() & 0xff;
        int length = in.getChar();
        if (command == LOCAL || command == PROXY && family == UNSPECIFIED) {
            return Optional.empty();
        }
        int size = family == TCP4 ? IPV4 : IPV6;
        if (command != PROXY || family != TCP4 && family != TCP6 || length < 2 * size + PORTS) {
            throw new IOException("a PROXY header of another kind");
        }
        byte[] address = new byte[size];
        in.get(address);
        in.position(in.position() + size);
        return Optional.of(new InetSocketAddress(InetAddress.getByAddress(address), in.getChar()));
    }

    /** @return the header, ready to be sent; whom the connection was for is not told */
    public ByteBuffer bytes() {
        byte[] address = source.map(from -> from.getAddress().getAddress()).orElse(new byte[0]);
        boolean four = source.filter(from -> from.getAddress() instanceof Inet4Address).isPresent();
        int length = source.isEmpty() ? 0 : 2 * address.length + PORTS;
        ByteBuffer out = ByteBuffer.allocate(FIXED + length).put(SIGNATURE);
        out.put((byte) (source.isEmpty() ? LOCAL : PROXY)).put((byte) (source.isEmpty() ? UNSPECIFIED : four ? TCP4 : TCP6));
        out.putChar((char) length).put(address);
        source.ifPresent(from -> out.putChar(FIXED + 2 * address.length, (char) from.getPort()));
        return out.rewind();
    }

    private static int port(String text) {
        return text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= MOST_PORT ? Integer.parseInt(text) : 0;
    }
}

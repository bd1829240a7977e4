package link.box.common.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyHeaderTest {
    private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

    @Test
    void it_is_what_the_specification_says() {
        assertEquals(SIGNATURE + "2111000c" + "cb007107" + "00000000" + "3039" + "0000", hex(ProxyHeader.of("203.0.113.7", "12345")));
        assertEquals(SIGNATURE + "21210024" + "20010db8000000000000000000000001" + "0".repeat(32) + "0009" + "0000",
                hex(ProxyHeader.of("2001:db8::1", "9")));
        assertEquals(SIGNATURE + "20000000", hex(ProxyHeader.of("unknown", "9")));
    }

    @ParameterizedTest
    @CsvSource({"203.0.113.7, 12345, 203.0.113.7, 12345", "::ffff:203.0.113.7, 1, 203.0.113.7, 1",
        "2001:db8::1, 65535, 2001:db8::1, 65535", "[2001:db8::1], 65536, 2001:db8::1, 0",
        "fe80::1%eth0, x, fe80::1, 0", "127.0.0.1, '', 127.0.0.1, 0"})
    void what_is_written_is_read(String address, String port, String read, int readPort) throws IOException {
        assertEquals(Optional.of(new InetSocketAddress(read, readPort)), back(ProxyHeader.of(address, port)).source());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "localhost", "256.1.1.1", "1.2.3", "0.0.0.0", "::", "224.0.0.1", ":", "203.0.113.7\r\n",
        "ff02::1"})
    void what_is_no_address_of_anybody_is_unknown(String address) throws IOException {
        assertEquals(Optional.empty(), back(ProxyHeader.of(address, "1")).source());
    }

    @Test
    void it_is_read_in_parts_and_what_follows_is_left() throws IOException {
        byte[] all = HexFormat.of().parseHex(hex(ProxyHeader.of("2001:db8::1", "9")) + "160301");
        for (int length = 0; length < all.length - 3; length++) {
            ByteBuffer part = ByteBuffer.wrap(all, 0, length);
            assertEquals(Optional.empty(), ProxyHeader.read(part), length + " bytes");
            assertEquals(0, part.position());
        }
        ByteBuffer whole = ByteBuffer.wrap(all);
        assertEquals(new InetSocketAddress("2001:db8::1", 9), ProxyHeader.read(whole).orElseThrow().source().orElseThrow());
        assertEquals(3, whole.remaining());
    }

    @Test
    void further_fields_are_skipped_whatever_they_say() throws IOException {
        ByteBuffer in = bytes(SIGNATURE + "2111000f" + "cb007107" + "00000000" + "30390000" + "20ffff" + "16");
        assertEquals(new InetSocketAddress("203.0.113.7", 12345), ProxyHeader.read(in).orElseThrow().source().orElseThrow());
        assertEquals(1, in.remaining());
        assertEquals(Optional.empty(), ProxyHeader.read(bytes(SIGNATURE + "20110004" + "cb007107")).orElseThrow().source());
        assertEquals(Optional.empty(), ProxyHeader.read(bytes(SIGNATURE + "21000004" + "cb007107")).orElseThrow().source());
    }

    @ParameterizedTest
    @ValueSource(strings = {"16", "47455420", "50524f5859205443503420312e322e332e3420352e362e372e38203120320d0a", "0d0a0d0a00160301",
        SIGNATURE + "11110000", SIGNATURE + "3111000ccb007107000000003039" + "0000", SIGNATURE + "2211000ccb007107000000003039" + "0000",
        SIGNATURE + "2112000ccb007107000000003039" + "0000", SIGNATURE + "21310000", SIGNATURE + "2111000bcb0071070000000030390000",
        SIGNATURE + "21210023" + "0000000000000000000000000000000000000000000000000000000000000000000000",
        SIGNATURE + "20000201", SIGNATURE + "2111ffff"})
    void what_our_client_does_not_send_is_refused_as_soon_as_it_shows(String hex) {
        assertThrows(IOException.class, () -> ProxyHeader.read(bytes(hex)));
    }

    @Test
    void any_bytes_are_a_header_or_refused() {
        Random random = new Random(7);
        for (int i = 0; i < 200_000; i++) {
            byte[] noise = new byte[random.nextInt(64)];
            random.nextBytes(noise);
            byte[] signature = HexFormat.of().parseHex(SIGNATURE + "21");
            System.arraycopy(signature, 0, noise, 0, Math.min(noise.length, signature.length));
            ByteBuffer in = ByteBuffer.wrap(noise);
            try {
                boolean complete = ProxyHeader.read(in).isPresent();
                assertEquals(complete, in.position() > 0);
            } catch (IOException e) {
                assertEquals("a PROXY header", e.getMessage().substring(0, 14));
            }
        }
    }

    private static ProxyHeader back(ProxyHeader header) throws IOException {
        return ProxyHeader.read(header.bytes()).orElseThrow();
    }

    private static String hex(ProxyHeader header) {
        return HexFormat.of().formatHex(header.bytes().array());
    }

    private static ByteBuffer bytes(String hex) {
        return ByteBuffer.wrap(HexFormat.of().parseHex(hex));
    }
}

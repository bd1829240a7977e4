package link.box.rebind.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LanResolverTest {
    @TempDir
    Path directory;

    @Test
    void it_is_the_one_that_is_set() throws IOException {
        assertEquals(Optional.of(new InetSocketAddress("127.0.0.1", 5353)), find("127.0.0.1:5353", "nameserver 192.168.1.1\n"));
        assertThrows(IOException.class, () -> find("127.0.0.1:dns", ""));
    }

    @Test
    void else_the_first_that_dhcp_has_named() throws IOException {
        assertEquals(at("192.168.1.1"), find("", "# resolv.conf\nsearch home\n  nameserver\t192.168.1.1\nnameserver 9.9.9.9\n"));
        assertEquals(at("127.0.0.53"), find("", "nameserver 127.0.0.53\noptions edns0\n"));
        assertEquals(at("fd00::1"), find("", "nameserver fd00::1\n"));
    }

    @Test
    void else_the_router() throws IOException {
        assertEquals(at("192.168.1.254"), find("", "search home\n#nameserver 192.168.1.1\n"));
        assertEquals(at("192.168.1.254"), find("", "nameserver dns.example\n"));
        assertEquals(at("192.168.1.254"), find("", "nameserver 999.1.1.1\n"));
        assertEquals(at("192.168.1.254"), find("", null));
    }

    @Test
    void without_one_nobody_knows() throws IOException {
        assertEquals(Optional.empty(), new LanResolver("", directory.resolve("none")).find(Optional.empty()));
    }

    private Optional<InetSocketAddress> find(String setting, String configuration) throws IOException {
        Path file = directory.resolve("resolv.conf");
        Files.deleteIfExists(file);
        if (configuration != null) {
            Files.writeString(file, configuration);
        }
        return new LanResolver(setting, file).find(Optional.of(InetAddress.getByName("192.168.1.254")));
    }

    private static Optional<InetSocketAddress> at(String address) {
        return Optional.of(new InetSocketAddress(address, 53));
    }
}

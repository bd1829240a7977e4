package link.box.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Address families: the addresses come from the test, the connections and the certificate are real. */
class ServerTest {
    @TempDir
    Path folder;

    private RegistrationServer peer;

    @AfterEach
    void stop() {
        if (peer != null) {
            peer.close();
        }
    }

    @Test
    void it_is_told_over_both_families_where_it_has_both() throws Exception {
        start("::");
        assertEquals(List.of("IPv4", "IPv6"), announce("127.0.0.1", "::1"));
        assertEquals(List.of("127.0.0.1", "0:0:0:0:0:0:0:1"), peer.posts.stream().map(RegistrationServer.Post::peer).toList());
    }

    @Test
    void one_family_is_enough() throws Exception {
        start("127.0.0.1");
        assertEquals(List.of("IPv4"), announce("::1", "127.0.0.1"));
    }

    @Test
    void the_other_family_is_enough_too() throws Exception {
        start("::1");
        assertEquals(List.of("IPv6"), announce("127.0.0.1", "::1"));
    }

    @Test
    void another_address_of_the_family_may_do() throws Exception {
        start("127.0.0.1");
        assertEquals(List.of("IPv4"), announce("127.0.0.2", "127.0.0.1"));
        assertEquals(1, peer.posts.size());
    }

    @Test
    void none_is_said_with_the_address() throws Exception {
        start("127.0.0.1");
        Refused refused = assertThrows(Refused.class, () -> announce("127.0.0.2", "::1"));
        assertTrue(refused.getMessage().contains(" at 127.0.0.2: "), refused.getMessage());
    }

    @Test
    void a_name_that_nobody_knows_is_said() {
        Server server = new Server("https://register.test", "", new ManualWorker(), host -> {
            throw new UnknownHostException(host);
        });
        assertTrue(assertThrows(Refused.class, server::addresses).getMessage().endsWith("cannot be resolved"));
    }

    private void start(String address) throws Exception {
        peer = new RegistrationServer(folder, new InetSocketAddress(address, 0), "localhost");
    }

    private List<String> announce(String... addresses) throws Refused {
        return new EachFamily(server(addresses)).go((family, line) -> line.send("POST", "/register", "{}").done().status() == 200);
    }

    private Server server(String... addresses) {
        return new Server("https://localhost:" + peer.port(), peer.trust(), new ManualWorker(), host -> {
            InetAddress[] found = new InetAddress[addresses.length];
            for (int i = 0; i < found.length; i++) {
                found[i] = InetAddress.getByName(addresses[i]);
            }
            return found;
        });
    }
}

package link.box.acme.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import link.box.acme.ZoneServer;
import link.box.common.dns.Authority;
import link.box.common.dns.Nameserver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Finding the zone's servers; the system's resolver is one on loopback. */
class AuthorityTest {
    private static final String SETTING = "dns.server";

    @AfterEach
    void useTheSystemsAgain() {
        System.clearProperty(SETTING);
    }

    @Test
    void configured_servers_are_taken_as_they_are() throws Exception {
        List<Nameserver> servers = new Authority("box.test", "127.0.0.1:5353, [::1]:54 ,127.0.0.2").servers();
        assertEquals(List.of("127.0.0.1:5353", "[::1]:54", "127.0.0.2"), servers.stream().map(Nameserver::name).toList());
        assertEquals(List.of(5353, 54, 53), servers.stream().map(each -> each.address().getPort()).toList());
    }

    @Test
    void a_port_that_is_none_is_said() {
        IOException e = assertThrows(IOException.class, () -> new Authority("box.test", "127.0.0.1:dns").servers());
        assertTrue(e.getMessage().contains("127.0.0.1:dns"), e.getMessage());
    }

    @Test
    void else_the_servers_of_the_zone_above_are_looked_up() throws Exception {
        try (ZoneServer resolver = new ZoneServer(Map.of("example.test NS", List.of("ns1.example.test.", "ns2.example.test."),
                "ns1.example.test A", List.of("192.0.2.1"), "ns2.example.test AAAA", List.of("2001:db8::2")))) {
            System.setProperty(SETTING, resolver.address());
            List<Nameserver> servers = new Authority("box.example.test", "").servers();
            assertEquals(List.of("ns1.example.test (192.0.2.1)", "ns2.example.test (2001:db8:0:0:0:0:0:2)"),
                    servers.stream().map(Nameserver::name).sorted().toList());
        }
    }

    @Test
    void a_zone_that_nobody_knows_is_said() throws Exception {
        try (ZoneServer resolver = new ZoneServer(Map.of())) {
            System.setProperty(SETTING, resolver.address());
            IOException e = assertThrows(IOException.class, () -> new Authority("box.test", "").servers());
            assertEquals("the system's resolver knows no name server for box.test", e.getMessage());
        }
    }
}

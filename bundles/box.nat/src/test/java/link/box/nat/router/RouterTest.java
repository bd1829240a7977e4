package link.box.nat.router;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;
import org.junit.jupiter.api.Test;

class RouterTest {
    private static Optional<Router> of(String gateway, String... addresses) throws Exception {
        List<LocalAddress> all = new ArrayList<>();
        for (String each : addresses) {
            String[] parts = each.split("%");
            all.add(new LocalAddress(parts[1], InetAddress.getByName(parts[0]), 24));
        }
        return Router.of(new LocalAddresses(all, gateway.isEmpty() ? Optional.empty() : Optional.of(InetAddress.getByName(gateway))));
    }

    private static Inet4Address ipv4(String text) throws Exception {
        return (Inet4Address) InetAddress.getByName(text);
    }

    @Test
    void it_is_the_default_gateway_asked_from_the_published_address() throws Exception {
        assertEquals(Optional.of(new Router(ipv4("192.168.77.20"), ipv4("192.168.77.1"))),
                of("192.168.77.1", "fd77::20%eth0", "192.168.77.20%eth0", "10.0.0.9%eth1"));
    }

    @Test
    void without_a_gateway_there_is_none() throws Exception {
        assertEquals(Optional.empty(), of("", "192.168.77.20%eth0"));
    }

    @Test
    void a_public_or_ipv6_gateway_is_none() throws Exception {
        assertEquals(Optional.empty(), of("203.0.113.1", "192.168.77.20%eth0"));
        assertEquals(Optional.empty(), of("100.64.0.1", "192.168.77.20%eth0"));
        assertEquals(Optional.empty(), of("fe80::1", "192.168.77.20%eth0"));
    }

    @Test
    void a_public_address_of_the_box_itself_is_translated_by_nobody() throws Exception {
        assertEquals(Optional.empty(), of("192.168.77.1", "203.0.113.20%eth0"));
    }

    @Test
    void a_gateway_of_another_network_is_none_of_this_home() throws Exception {
        assertEquals(Optional.empty(), of("192.168.78.1", "192.168.77.20%eth0"));
        assertEquals(Optional.of(new Router(ipv4("10.0.0.9"), ipv4("10.0.0.1"))), of("10.0.0.1", "192.168.77.20%eth0", "10.0.0.9%eth1"));
    }

    @Test
    void an_address_that_is_none_of_the_machine_cannot_ask() throws Exception {
        assertEquals(Optional.empty(), of("192.168.77.1", "192.168.77.20%configured"));
    }
}

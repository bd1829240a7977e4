package link.box.https.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import link.box.api.access.ConnectionClass;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;
import link.box.testing.FakeIdentity;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NeighboursTest {
    private static final FakeIdentity LAB = new FakeIdentity("abc", "box.test");
    private static final FakeIdentity LIFE = new FakeIdentity("abc", "box.example");
    private final LocalAddresses addresses = new LocalAddresses(List.of(
            new LocalAddress("eth0", ip("192.168.1.20"), 24), new LocalAddress("eth0", ip("2001:db8:1::20"), 64),
            new LocalAddress("wlan0", ip("10.1.2.3"), 22), new LocalAddress("eth1", ip("203.0.113.20"), 24)), Optional.of(ip("192.168.1.1")));

    @ParameterizedTest
    @CsvSource({
        // peer, our end of the connection, class
        "192.168.1.77, 192.168.1.20, ON_LINK",
        "203.0.113.77, 203.0.113.20, PUBLIC",
        "192.168.1.1, 192.168.1.20, PRIVATE",
        "192.168.2.77, 192.168.1.20, PRIVATE",
        // a neighbour on one link that speaks to the address of another
        "192.168.1.77, 10.1.2.3, PRIVATE",
        "10.1.3.255, 10.1.2.3, ON_LINK",
        "10.1.4.1, 10.1.2.3, PRIVATE",
        "172.17.0.2, 192.168.1.20, PRIVATE",
        "169.254.7.7, 192.168.1.20, PRIVATE",
        "2001:db8:1::77, 2001:db8:1::20, PRIVATE",
        "2001:db8:2::77, 2001:db8:1::20, PUBLIC",
        "fd00::77, fd00::20, PRIVATE",
        "fe80::1, fe80::20, PRIVATE",
        "203.0.113.9, 192.168.1.20, PUBLIC",
        "100.64.0.9, 192.168.1.20, PUBLIC",
        // the Box itself
        "127.0.0.1, 127.0.0.1, LOOPBACK",
        "::1, ::1, LOOPBACK",
        "192.168.1.20, 192.168.1.20, LOOPBACK",
        "192.168.1.20, 10.1.2.3, LOOPBACK",
        "203.0.113.20, 203.0.113.20, LOOPBACK"})
    void addresses_tell_where_a_peer_is(String peer, String local, ConnectionClass expected) {
        assertEquals(expected, new Neighbours(() -> addresses, () -> LAB, false).of(ip(peer), ip(local)));
    }

    @Test
    void loopback_is_the_home_network_in_a_lab_only() {
        InetAddress loopback = ip("127.0.0.1");
        assertEquals(ConnectionClass.ON_LINK, new Neighbours(() -> null, () -> LAB, true).of(loopback, loopback));
        assertEquals(ConnectionClass.LOOPBACK, new Neighbours(() -> null, () -> LAB, false).of(loopback, loopback));
        assertEquals(ConnectionClass.LOOPBACK, new Neighbours(() -> null, () -> LIFE, true).of(loopback, loopback));
        assertEquals(ConnectionClass.LOOPBACK, new Neighbours(() -> null, () -> null, true).of(loopback, loopback));
    }

    @Test
    void nobody_is_on_link_while_the_own_address_is_unknown() {
        assertEquals(ConnectionClass.PRIVATE,
                new Neighbours(() -> null, () -> LAB, true).of(ip("192.168.1.77"), ip("192.168.1.20")));
    }

    private static InetAddress ip(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

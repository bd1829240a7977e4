package link.box.mdns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HomeAddressTest {
    @ParameterizedTest
    @CsvSource({
        "192.168.1.20, eth0=192.168.1.20",
        "192.168.1.20, eth0=192.168.1.20 wlan0=192.168.1.21",
        "10.0.0.2, eth0=fd00::2 eth0=10.0.0.2",
        "192.168.1.20, eth0=203.0.113.7 eth1=192.168.1.20",
        "fd00:0:0:0:0:0:0:2, eth0=2001:db8::2 eth0=fd00::2"})
    void the_preferred_private_address_is_it(String expected, String all) throws Exception {
        assertEquals(expected, HomeAddress.of(addresses(all)).orElseThrow().getHostAddress());
    }

    @ParameterizedTest
    @CsvSource({"eth0=203.0.113.7", "eth0=2001:db8::2", "configured=192.168.77.20"})
    void among_strangers_and_at_an_address_that_is_not_ours_it_is_nowhere(String all) throws Exception {
        assertEquals(Optional.empty(), HomeAddress.of(addresses(all)));
    }

    @Test
    void the_first_one_wins_among_equals() throws Exception {
        assertEquals("10.0.0.3", HomeAddress.of(addresses("eth0=10.0.0.3 eth0=10.0.0.2")).orElseThrow().getHostAddress());
    }

    private static LocalAddresses addresses(String all) {
        return new LocalAddresses(Arrays.stream(all.split(" ")).map(each -> each.split("=")).map(HomeAddressTest::address).toList(),
                Optional.empty());
    }

    private static LocalAddress address(String[] pair) {
        try {
            return new LocalAddress(pair[0], InetAddress.getByName(pair[1]), 24);
        } catch (java.net.UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}

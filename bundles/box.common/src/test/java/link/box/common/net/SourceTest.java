package link.box.common.net;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class SourceTest {
    @Test
    void an_ipv4_address_is_a_source_of_its_own() {
        assertEquals("192.0.2.1", Source.of("192.0.2.1").network());
        assertNotEquals(Source.of("192.0.2.1"), Source.of("192.0.2.2"));
    }

    @Test
    void an_ipv6_network_is_one_source() {
        assertEquals(Source.of("2001:db8:1:2::1"), Source.of("[2001:db8:1:2:ffff::9]"));
        assertNotEquals(Source.of("2001:db8:1:2::1"), Source.of("2001:db8:1:3::1"));
    }

    @Test
    void ipv6_networks_of_one_site_belong_together() {
        assertEquals(Source.of("2001:db8:1:2::1").site(), Source.of("2001:db8:1:3::1").site());
        assertNotEquals(Source.of("2001:db8:1:2::1").site(), Source.of("2001:db8:2:2::1").site());
        assertEquals("192.0.2.1", Source.of("192.0.2.1").site().network());
    }

    @Test
    void a_mapped_address_is_the_ipv4_address() {
        assertEquals(Source.of("192.0.2.1"), Source.of("::ffff:192.0.2.1"));
    }

    @Test
    void a_zone_is_left_aside() {
        assertEquals(Source.of("fe80::1"), Source.of("fe80::2%eth0"));
    }

    @Test
    void a_name_is_never_looked_up() {
        assertThrows(IllegalArgumentException.class, () -> Source.of("localhost"));
        assertThrows(IllegalArgumentException.class, () -> Source.of(""));
        assertThrows(IllegalArgumentException.class, () -> Source.of("1.2.3.999"));
    }
}

package link.box.registration;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExclusiveTest {
    private static boolean is(String router, String seen) {
        return Exclusive.is(Optional.of(Home.router(router)), Optional.ofNullable(seen));
    }

    @Test
    void d11_what_the_router_has_and_the_server_sees_is_the_homes_own() {
        assertTrue(is("203.0.113.7", "203.0.113.7"));
        assertTrue(is("100.63.255.255", "100.63.255.255"));
        assertTrue(is("100.128.0.1", "100.128.0.1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"100.64.0.1", "100.127.255.255", "10.0.0.1", "172.16.0.1", "192.168.1.1", "127.0.0.1", "169.254.0.1",
        "0.0.0.0"})
    void d11_a_router_with_an_address_that_is_none_outside_shares_one_even_if_the_server_sees_the_same(String address) {
        assertFalse(is(address, address));
    }

    @Test
    void d11_two_addresses_or_a_silent_router_or_server_share_one() {
        assertFalse(is("203.0.113.7", "203.0.113.8"));
        assertFalse(is("203.0.113.7", "2001:db8:0:0:0:0:0:1"));
        assertFalse(is("203.0.113.7", null));
        assertFalse(Exclusive.is(Optional.empty(), Optional.of("203.0.113.7")));
        assertFalse(Exclusive.is(Optional.empty(), Optional.empty()));
    }
}

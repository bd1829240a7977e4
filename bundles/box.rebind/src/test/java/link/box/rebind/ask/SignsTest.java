package link.box.rebind.ask;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SignsTest {
    private static final InetAddress ROUTER = address(1);
    private static final InetAddress PI = address(3);

    @Test
    void a_resolver_is_known_by_the_program_that_it_says_it_is() {
        assertEquals(Set.of(Router.DNSMASQ), signs("dnsmasq-2.90", List.of(), List.of()));
        assertEquals(Set.of(Router.PIHOLE), signs("dnsmasq-pi-hole-v2.91", List.of(), List.of()));
        assertEquals(Set.of(Router.UNBOUND), signs("unbound 1.17.1", List.of(), List.of()));
        assertEquals(Set.of(), signs("9.18.49-Debian", List.of(), List.of()));
        assertEquals(Set.of(), signs("", List.of(), List.of()));
    }

    @Test
    void a_router_is_known_by_a_name_that_leads_to_itself() {
        assertEquals(Set.of(Router.FRITZBOX), signs("", List.of(ROUTER), List.of()));
        assertEquals(Set.of(Router.PIHOLE), signs("", List.of(), List.of(PI)));
        assertEquals(Set.of(), signs("", List.of(PI), List.of(ROUTER)));
    }

    @Test
    void a_pi_hole_before_a_fritzbox_is_both() {
        assertEquals(Set.of(Router.PIHOLE, Router.FRITZBOX), signs("dnsmasq-pi-hole-v2.91", List.of(ROUTER), List.of(PI)));
    }

    private static Set<Router> signs(String version, List<InetAddress> fritz, List<InetAddress> pihole) {
        return new Signs(version, fritz, pihole, PI, Optional.of(ROUTER)).routers();
    }

    private static InetAddress address(int last) {
        try {
            return InetAddress.getByAddress(new byte[] {(byte) 192, (byte) 168, 1, (byte) last});
        } catch (UnknownHostException e) {
            throw new IllegalStateException(e);
        }
    }
}

package link.box.address;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class DefaultRouteTest {
    private static final String HEADER = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT";
    private static final String LAN = "eth0\t0001A8C0\t00000000\t0001\t0\t0\t0\t00FFFFFF\t0\t0\t0";
    private static final String WIFI = "wlan0\t00000000\t0101A8C0\t0003\t0\t0\t600\t00000000\t0\t0\t0";
    private static final String CABLE = "eth0\t00000000\tFE01A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0";
    private static final String DOWN = "eth9\t00000000\tFE01A8C0\t0002\t0\t0\t0\t00000000\t0\t0\t0";

    @Test
    void the_default_route_of_least_metric_counts() throws Exception {
        DefaultRoute route = DefaultRoute.ipv4(List.of(HEADER, LAN, WIFI, CABLE)).get(0);
        assertEquals("eth0", route.interfaceName());
        assertEquals("192.168.1.254", route.gateway().orElseThrow().getHostAddress());
    }

    @Test
    void a_network_that_is_not_the_default_and_a_route_that_is_down_do_not() throws Exception {
        assertTrue(DefaultRoute.ipv4(List.of(HEADER, LAN, DOWN)).isEmpty());
        assertTrue(DefaultRoute.ipv4(List.of(HEADER)).isEmpty());
    }

    @Test
    void of_two_that_are_equal_always_the_same_one_comes_first() throws Exception {
        String other = CABLE.replace("eth0", "eth1");
        assertEquals(DefaultRoute.ipv4(List.of(HEADER, CABLE, other)), DefaultRoute.ipv4(List.of(HEADER, other, CABLE)));
    }

    @Test
    void an_IPv6_router_counts_and_what_the_kernel_rejects_does_not() throws Exception {
        String any = "0".repeat(32);
        String good = any + " 00 " + any + " 00 fe800000000000000000000000000001 00000400 00000003 00000000 00000003     eth0";
        String rejected = any + " 00 " + any + " 00 " + any + " ffffffff 00000001 00000000 00200200       lo";
        String net = "fd000000000000000000000000000000 40 " + any + " 00 " + any + " 00000100 00000001 00000000 00000001     eth0";
        DefaultRoute route = DefaultRoute.ipv6(List.of(net, rejected, good)).get(0);
        assertEquals("fe80:0:0:0:0:0:0:1", route.gateway().orElseThrow().getHostAddress());
        assertEquals("eth0", route.interfaceName());
        assertEquals(1, DefaultRoute.ipv6(List.of(net, rejected, good)).size());
    }

    @Test
    void a_link_without_a_router_has_no_gateway() throws Exception {
        assertTrue(DefaultRoute.ipv4(List.of(HEADER, CABLE.replace("FE01A8C0", "00000000"))).get(0).gateway().isEmpty());
    }
}

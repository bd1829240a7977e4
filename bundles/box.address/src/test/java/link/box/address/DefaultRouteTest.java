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
        DefaultRoute route = DefaultRoute.best(List.of(HEADER, LAN, WIFI, CABLE)).orElseThrow();
        assertEquals("eth0", route.interfaceName());
        assertEquals("192.168.1.254", route.gateway().orElseThrow().getHostAddress());
    }

    @Test
    void a_network_that_is_not_the_default_and_a_route_that_is_down_do_not() throws Exception {
        assertTrue(DefaultRoute.best(List.of(HEADER, LAN, DOWN)).isEmpty());
        assertTrue(DefaultRoute.best(List.of(HEADER)).isEmpty());
    }

    @Test
    void a_link_without_a_router_has_no_gateway() throws Exception {
        assertTrue(DefaultRoute.best(List.of(HEADER, CABLE.replace("FE01A8C0", "00000000"))).orElseThrow().gateway().isEmpty());
    }
}

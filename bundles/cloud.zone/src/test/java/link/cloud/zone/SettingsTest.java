package link.cloud.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import link.cloud.zone.dns.Apex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.Name;

class SettingsTest {
    @Test
    void little_is_enough() throws Exception {
        Apex apex = Settings.apex(config(Map.of("zone", "Box.Example.")));
        assertEquals("box.example", Settings.zone(config(Map.of("zone", "Box.Example."))));
        assertEquals(List.of(Name.fromString("ns1.box.example.")), apex.nameservers());
        assertEquals(Name.fromString("hostmaster.box.example."), apex.hostmaster());
    }

    @Test
    void lists_are_read() throws Exception {
        Apex apex = Settings.apex(config(Map.of("nameservers", "ns1.box.test=192.0.2.1, ns1.box.test=2001:db8::1,ns.example.net",
                "hostmaster", "dns@example.net", "caa", "ca.test, other.test")));
        assertEquals(2, apex.nameservers().size());
        assertEquals(2, apex.addresses().get(Name.fromString("ns1.box.test.")).size());
        assertEquals(List.of("0 issue \"ca.test\"", "0 issue \"other.test\""), apex.caa());
        assertEquals(Name.fromString("dns.example.net."), apex.hostmaster());
        var limits = Settings.limits(config(Map.of("frontends", "127.0.0.1, 2001:db8::1", "frontend_names", "FE.link.test")));
        assertEquals(Set.of(InetAddress.getByName("127.0.0.1"), InetAddress.getByName("2001:db8::1")), limits.frontends());
        assertEquals(Set.of("fe.link.test"), limits.frontendNames());
    }

    @Test
    void the_control_address_is_the_first_public_one_of_the_name_servers_or_as_set() throws Exception {
        String servers = "ns.example.net,ns1.box.test=2606:4700::1,ns1.box.test=203.0.113.7,ns1.box.test=127.0.0.1,ns2.box.test=9.9.9.9";
        assertEquals(Optional.of(InetAddress.getByName("9.9.9.9")), Settings.limits(config(Map.of("nameservers", servers))).control());
        assertEquals(Optional.empty(), Settings.limits(config(Map.of("nameservers", "ns1.box.test=100.127.0.1"))).control());
        assertEquals(Optional.empty(), Settings.limits(config(Map.of())).control());
        assertEquals(Optional.of(InetAddress.getByName("100.128.0.1")),
                Settings.limits(config(Map.of("nameservers", servers, "control", "100.128.0.1"))).control());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "192.168.1.1", "172.31.0.1", "169.254.0.1", "100.64.0.1", "203.0.113.7", "198.19.0.1", "224.0.0.1",
        "255.255.255.255", "0.0.0.0", "2606:4700::1", "nonsense"})
    void a_control_address_that_some_resolvers_withhold_is_refused(String address) {
        ZoneConfig config = config(Map.of("control", address));
        String said = assertThrows(IllegalArgumentException.class, () -> Settings.limits(config)).getMessage();
        assertTrue(said.startsWith("control: ") && said.endsWith(address), said);
    }

    @Test
    void a_wrong_value_is_named() {
        for (String setting : List.of("frontends", "zone", "caa", "nameservers")) {
            ZoneConfig config = config(Map.of(setting, "ns=..wrong..!"));
            String said = assertThrows(IllegalArgumentException.class, () -> {
                Settings.apex(config);
                Settings.limits(config);
            }).getMessage();
            assertTrue(said.startsWith(setting + ": "), said);
        }
    }

    private static ZoneConfig config(Map<String, Object> values) {
        return (ZoneConfig) Proxy.newProxyInstance(ZoneConfig.class.getClassLoader(), new Class<?>[] {ZoneConfig.class},
                (proxy, method, arguments) -> values.getOrDefault(method.getName(), method.getDefaultValue()));
    }
}

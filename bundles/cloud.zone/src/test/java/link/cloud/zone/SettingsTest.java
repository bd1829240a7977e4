package link.cloud.zone;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Set;
import link.cloud.zone.dns.Apex;
import org.junit.jupiter.api.Test;
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

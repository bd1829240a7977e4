package link.box.https.hosts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostTest {
    @ParameterizedTest
    @CsvSource({
        "abc.box.test, abc.box.test, 443, https://abc.box.test",
        "ABC.Box.Test., abc.box.test, 443, https://abc.box.test",
        "abc.box.test:443, abc.box.test, 443, https://abc.box.test",
        "abc.box.test:8443, abc.box.test, 8443, https://abc.box.test:8443",
        "192.168.1.20, 192.168.1.20, 443, https://192.168.1.20",
        "[fd00::1]:8443, fd00::1, 8443, https://[fd00::1]:8443"})
    void a_host_has_a_name_a_port_and_an_origin(String header, String name, int port, String origin) {
        Host host = Host.parse(header).orElseThrow();
        assertEquals(name, host.name());
        assertEquals(port, host.port());
        assertEquals(origin, host.origin());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":443", "user@abc.box.test", "a_b.box.test", "b\u00fccher.box.test", "abc.box.test:", "abc.box.test:0",
        "abc.box.test:65536", "abc.box.test:443:443", "abc.box.test/", "abc box.test", "[fd00::1", "[fd00::1%25eth0]", "-abc", "."})
    void a_malformed_one_is_none(String header) {
        assertTrue(Host.parse(header).isEmpty());
    }

    @Test
    void addresses_are_told_from_names() {
        assertTrue(Host.parse("10.0.0.1").orElseThrow().literal());
        assertTrue(Host.parse("[fd00::1]").orElseThrow().literal());
        assertTrue(!Host.parse("10.0.0.1.box.test").orElseThrow().literal());
    }
}

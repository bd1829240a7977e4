package link.cloud.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class CallersTest {
    private static final String PROXY = "198.51.100.1";
    private static final String HOME = "203.0.113.7";

    @Test
    void d9_a_forged_header_says_nothing() {
        assertEquals(HOME, new Callers("").of(HOME, List.of("192.0.2.1")));
        assertEquals(HOME, new Callers(PROXY).of(HOME, List.of("192.0.2.1")));
    }

    @Test
    void a_proxy_of_the_operators_says_who_asks() {
        Callers callers = new Callers(PROXY + ", 2001:db8::1");
        assertEquals(HOME, callers.of(PROXY, List.of(HOME)));
        assertEquals(HOME, callers.of("2001:db8:0:0:0:0:0:1", List.of("192.0.2.1, " + HOME, "2001:db8::1")));
        assertEquals("2001:db8:0:0:0:0:0:2", callers.of("2001:db8:0:0:0:0:0:2", List.of(HOME)), "a neighbour of the proxy is none");
    }

    @Test
    void d9_what_a_client_says_before_the_proxy_is_not_believed() {
        assertEquals(HOME, new Callers(PROXY).of(PROXY, List.of("192.0.2.1, 192.0.2.2," + HOME)));
    }

    @Test
    void a_proxy_that_says_nothing_or_nonsense_is_who_asks() {
        Callers callers = new Callers(PROXY);
        assertEquals(PROXY, callers.of(PROXY, List.of()));
        assertEquals(PROXY, callers.of(PROXY, List.of("192.0.2.1, unknown")));
        assertEquals(PROXY, callers.of(PROXY, List.of("a.example")));
    }

    @Test
    void a_proxy_must_be_an_address() {
        assertThrows(IllegalArgumentException.class, () -> new Callers("proxy.example"));
    }
}

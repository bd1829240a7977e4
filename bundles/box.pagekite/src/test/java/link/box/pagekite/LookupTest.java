package link.box.pagekite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.testing.Settings;
import org.junit.jupiter.api.Test;

class LookupTest {
    private final Map<String, InetAddress[]> names = new HashMap<>();

    @Test
    void what_is_set_gives_the_candidates_with_their_public_addresses() throws Exception {
        assertEquals(List.of("192.0.2.1:443"), candidates(set("192.0.2.1:443, 10.0.0.1:443", "")).stream().map(each -> each.name().toString()).toList());
        List<Candidate> both = candidates(set("10.0.0.1:443,10.0.0.2:80", "192.0.2.8, 2001:db8::9"));
        assertEquals(List.of("192.0.2.8", "2001:db8:0:0:0:0:0:9"), both.stream().map(each -> each.outside().getHostAddress()).toList());
        assertEquals(List.of(443, 80), both.stream().map(each -> each.socket().getPort()).toList());
    }

    @Test
    void what_the_world_cannot_reach_is_said() throws Exception {
        for (String each : List.of("127.0.0.1", "10.1.2.3", "192.168.1.1", "172.16.0.1", "169.254.1.1", "100.64.0.1", "0.0.0.0")) {
            assertTrue(assertThrows(Unusable.class, () -> candidates(set(each + ":443", ""))).trouble().remedy()
                    .contains("tunnel.frontend.address"), each);
        }
        assertEquals(1, candidates(set("100.128.0.1:443", "")).size());
    }

    @Test
    void settings_that_do_not_fit_are_said() {
        for (String each : List.of("192.0.2.1", "192.0.2.1:0", "192.0.2.1:443,", ":443", "192.0.2.1:65536", "192.0.2.1:443,x")) {
            assertThrows(Unusable.class, () -> candidates(set(each, "")), each);
        }
        assertTrue(assertThrows(Unusable.class, () -> candidates(set("192.0.2.1:443", "192.0.2.1,192.0.2.2"))).trouble().remedy()
                .contains("same order"));
    }

    @Test
    void a_name_that_cannot_be_looked_up_keeps_what_it_had() throws Exception {
        Lookup lookup = new Lookup(set("a.test:443,b.test:443", ""), this::resolve);
        know("a.test", "192.0.2.1");
        know("b.test", "192.0.2.2");
        List<Candidate> both = lookup.candidates();
        assertEquals(2, both.size());
        names.remove("b.test");
        assertEquals(both, lookup.candidates());
        know("a.test", "192.0.2.3");
        assertEquals(List.of("192.0.2.3", "192.0.2.2"), lookup.candidates().stream().map(each -> each.outside().getHostAddress()).toList());
        names.clear();
        assertEquals(2, lookup.candidates().size());
    }

    @Test
    void none_that_was_ever_known_is_a_failure() {
        assertEquals("the tunnel's frontend a.test:443 has no address",
                assertThrows(IOException.class, new Lookup(set("a.test:443", ""), this::resolve)::candidates).getMessage());
    }

    @Test
    void each_that_is_left_out_is_said_once() throws Exception {
        Lookup lookup = new Lookup(set("a.test:443,mispelt.test:443,10.0.0.1:443", ""), this::resolve);
        know("a.test", "192.0.2.1");
        know("10.0.0.1", "10.0.0.1");
        String said = said(lookup);
        assertTrue(said.contains("mispelt.test:443 is left out: it has no address"), said);
        assertTrue(said.contains("10.0.0.1:443 is left out: it has only an address of a private network"), said);
        assertEquals("", said(lookup));
    }

    private static String said(Lookup lookup) throws Exception {
        PrintStream before = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true));
        try {
            lookup.candidates();
        } finally {
            System.setErr(before);
        }
        return bytes.toString();
    }

    private void know(String name, String address) throws UnknownHostException {
        names.put(name, new InetAddress[] {InetAddress.getByName(address)});
    }

    private InetAddress[] resolve(String host) throws UnknownHostException {
        return Optional.ofNullable(names.get(host)).orElseThrow(() -> new UnknownHostException(host));
    }

    private static List<Candidate> candidates(PagekiteConfig config) throws Exception {
        return new Lookup(config, InetAddress::getAllByName).candidates();
    }

    private static PagekiteConfig set(String frontend, String addresses) {
        return Settings.of(PagekiteConfig.class, Map.of("frontend", frontend, "frontend_address", addresses));
    }
}

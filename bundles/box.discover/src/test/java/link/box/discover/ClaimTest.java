package link.box.discover;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClaimTest {
    private static final Map<String, String> GOOD = Map.of("id", "a".repeat(52), "fp", "0".repeat(64), "name", "a.box.test", "setup", "1");

    @Test
    void a_box_tells_who_it_is_where_it_is_and_whether_it_is_set_up() throws Exception {
        Claim claim = claim("box-abc.local", GOOD).orElseThrow();
        assertEquals("https://box-abc.local:8443", claim.url());
        assertEquals(Optional.of(true), claim.claimed());
    }

    @ParameterizedTest
    @CsvSource({"id, abc", "id, ''", "fp, 00", "fp, zz", "name, <b>", "name, 'a\u001b[31m'"})
    void what_has_another_form_is_no_claim(String key, String value) throws Exception {
        Map<String, String> text = new HashMap<>(GOOD);
        text.put(key, value);
        assertTrue(claim("box-abc.local", text).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({"box-abc.example", "box_abc.local", "a.b.local", ".local", "'x\u001b[31m.local'"})
    void a_name_that_is_not_of_the_home_network_is_no_claim(String host) throws Exception {
        assertTrue(claim(host, GOOD).isEmpty());
    }

    @Test
    void who_does_not_tell_whether_it_is_set_up_is_a_box_all_the_same() throws Exception {
        Map<String, String> text = new HashMap<>(GOOD);
        text.put("setup", "perhaps");
        assertEquals(Optional.empty(), claim("box-abc.local", text).orElseThrow().claimed());
    }

    private static Optional<Claim> claim(String host, Map<String, String> text) throws Exception {
        return Claim.of(host, InetAddress.getByName("192.168.1.20"), 8443, text);
    }
}

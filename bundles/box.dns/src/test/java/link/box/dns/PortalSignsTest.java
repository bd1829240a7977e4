package link.box.dns;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import link.box.dns.Sight.Hint;
import org.junit.jupiter.api.Test;

class PortalSignsTest {
    private static final String HOST = "zone.example.com";

    @Test
    void who_says_that_a_login_is_required_is_a_portal() {
        assertEquals(Optional.of(HOST), PortalSigns.judge(HOST, Hint.SILENCE, 511, "", true));
        assertEquals(Optional.of("login.cafe.test"), PortalSigns.judge(HOST, Hint.SILENCE, 511, "https://login.cafe.test/in", false));
    }

    @Test
    void who_sends_to_another_domain_is_a_portal() {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            assertEquals(Optional.of("10.0.0.1"), PortalSigns.judge(HOST, Hint.SILENCE, status, "http://10.0.0.1:8080/login?u=1", false));
            assertEquals(Optional.of("login.cafe.test"), PortalSigns.judge(HOST, Hint.STRANGER, status, "//login.cafe.test/", true));
        }
    }

    @Test
    void a_page_in_the_place_of_nothing_is_a_portals_if_a_stranger_spoke_for_the_zone_server_too() {
        assertEquals(Optional.of(HOST), PortalSigns.judge(HOST, Hint.STRANGER, 200, "", true));
        assertEquals(Optional.empty(), PortalSigns.judge(HOST, Hint.SILENCE, 200, "", true), "an operator's page beside a server that is down");
        assertEquals(Optional.empty(), PortalSigns.judge(HOST, Hint.STRANGER, 200, "", false));
    }

    @Test
    void what_an_operators_own_server_says_is_no_sign() {
        for (String own : new String[] {"https://zone.example.com/x", "https://ZONE.example.com./", "https://www.example.com/", "/x", "",
            "http://[broken"}) {
            assertEquals(Optional.empty(), PortalSigns.judge(HOST, Hint.STRANGER, 301, own, true), own);
        }
        for (int status : new int[] {204, 304, 400, 403, 404, 421, 426, 500, 503}) {
            assertEquals(Optional.empty(), PortalSigns.judge(HOST, Hint.STRANGER, status, "", true), "" + status);
        }
    }

    @Test
    void addresses_share_no_domain() {
        assertEquals(Optional.of("10.0.3.4"), PortalSigns.judge("192.168.3.4", Hint.STRANGER, 302, "http://10.0.3.4/", false));
        assertEquals(Optional.empty(), PortalSigns.judge("192.168.3.4", Hint.STRANGER, 302, "https://192.168.3.4/", false));
    }

    @Test
    void a_name_is_cut_and_shown_in_plain_letters() {
        String long1 = "a".repeat(60) + "." + "b".repeat(60) + ".test";
        assertEquals(Optional.of(long1.substring(0, 100)), PortalSigns.judge(HOST, Hint.STRANGER, 302, "http://" + long1 + "/", false));
    }
}

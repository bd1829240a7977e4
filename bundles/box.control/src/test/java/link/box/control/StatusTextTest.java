package link.box.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import link.box.common.json.Json;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    private static final String NOTHING = "\"waiting\":[],\"troubles\":[],\"failing\":[]";

    private static String text(String json) throws Exception {
        return new StatusText(Json.object("{" + json + "}")).toString();
    }

    private static String line(String text, String label) {
        return text.lines().filter(line -> line.startsWith(label + " ")).findFirst().orElse("").substring(13);
    }

    @Test
    void a_box_with_nothing_yet_says_what_is_missing() throws Exception {
        String text = text(NOTHING);
        assertEquals("has no identity", line(text, "Box"));
        assertTrue(line(text, "Address").contains("no cable"), text);
        assertTrue(line(text, "Certificate").startsWith("none yet"), text);
        assertEquals("down", line(text, "Tunnel"));
        assertEquals("no", line(text, "Announced"));
    }

    @Test
    void a_box_that_is_online_says_so_in_a_screen() throws Exception {
        String text = text("\"id\":\"abc\",\"main\":\"abc.box.test\",\"addresses\":[{\"interface\":\"eth0\",\"address\":\"192.168.1.2\"}],"
                + "\"published\":{\"address\":\"192.168.1.2\",\"main\":\"abc.box.test\",\"local\":\"local.abc.box.test\",\"mirrors\":[\"a.abc.box.test\"]},"
                + "\"certificate\":{\"days\":63,\"until\":\"2027-01-25T00:00:00Z\",\"issuer\":\"CN=CA\",\"names\":[\"abc.box.test\"]},"
                + "\"tunnel\":{\"host\":\"remote.abc.box.test\",\"port\":443,\"frontend\":\"203.0.113.7\"},"
                + "\"announced\":{\"server\":\"https://r\",\"families\":[\"IPv4\",\"IPv6\"],\"urls\":[]},\"admin\":true," + NOTHING);
        assertEquals("192.168.1.2 (eth0)", line(text, "Address"));
        assertTrue(line(text, "Certificate").startsWith("63 days left, until 2027-01-25"), text);
        assertEquals("up: remote.abc.box.test through 203.0.113.7", line(text, "Tunnel"));
        assertEquals("to https://r over IPv4 and IPv6", line(text, "Announced"));
        assertEquals("yes", line(text, "Admin"));
        assertTrue(text.lines().count() <= 24, text);
    }

    @Test
    void what_fails_is_said_with_step_reason_and_next_try() throws Exception {
        String text = text("\"waiting\":[\"box.https (LanEndpoint) waits for a certificate\"],\"troubles\":[\"box.identity: damaged; put it back\"],"
                + "\"failing\":[{\"step\":\"box.acme\",\"what\":\"keep a valid certificate\",\"reason\":\"the CA is down\",\"failures\":3,"
                + "\"next\":\"2026-11-23T12:00:00Z\"}]");
        assertEquals("box.acme cannot keep a valid certificate: the CA is down; next try 2026-11-23T12:00:00Z", line(text, "Fails"));
        assertEquals("box.https (LanEndpoint) waits for a certificate", line(text, "Waits"));
        assertEquals("box.identity: damaged; put it back", line(text, "Trouble"));
    }

    @Test
    void an_unclaimed_box_shows_the_set_up_code() throws Exception {
        assertTrue(line(text("\"admin\":false,\"setup_code\":\"ABCD-EFGH\"," + NOTHING), "Admin").contains("ABCD-EFGH"));
    }
}

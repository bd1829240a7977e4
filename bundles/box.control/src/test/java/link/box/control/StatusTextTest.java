package link.box.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import link.box.common.json.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatusTextTest {
    private static final String NOTHING = "\"waiting\":[],\"troubles\":[],\"failing\":[],\"checks\":[]";

    private static String text(String json) throws Exception {
        return new StatusText(Json.object("{" + json + "}")).toString();
    }

    private static String line(String text, String label) {
        return lines(text, label).get(0);
    }

    /** The values of that label, each with what was wrapped. */
    private static List<String> lines(String text, String label) {
        String whole = text.replaceAll("\n {13}", " ");
        return whole.lines().filter(line -> line.startsWith(label + " ")).map(line -> line.substring(13)).toList();
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
        String text = text("\"id\":\"abc\",\"fingerprint\":\"00ff\",\"words\":[\"one\",\"two\"],\"multicast\":\"box-abc.local\",\"main\":\"abc.box.test\",\"addresses\":[{\"interface\":\"eth0\",\"address\":\"192.168.1.2\"}],"
                + "\"published\":{\"address\":\"192.168.1.2\",\"settled\":true,\"names\":[\"abc.box.test\",\"local.abc.box.test\",\"a.abc.box.test\"]},"
                + "\"renewal\":{\"next\":\"2026-12-25T03:00:00Z\",\"reason\":\"two thirds of its life\",\"attempts\":[]},"
                + "\"certificate\":{\"days\":63,\"until\":\"2027-01-25T00:00:00Z\",\"issuer\":\"CN=CA\",\"names\":[\"abc.box.test\"]},"
                + "\"tunnel\":{\"host\":\"remote.abc.box.test\",\"port\":443,\"frontend\":\"203.0.113.7\"},"
                + "\"announced\":{\"server\":\"https://r\",\"families\":[\"IPv4\",\"IPv6\"],\"urls\":[]},\"admin\":true," + NOTHING);
        assertEquals("one two SHA-256 00ff of its own certificate", line(text, "Words"));
        assertEquals("box-abc.local", line(text, "On the LAN"));
        assertEquals("192.168.1.2 (eth0)", line(text, "Address"));
        assertTrue(line(text, "Certificate").startsWith("63 days left, until 2027-01-25"), text);
        assertTrue(line(text, "Certificate").endsWith("for abc.box.test"), text);
        assertEquals("next 2026-12-25T03:00:00Z: two thirds of its life", line(text, "Renewal"));
        assertEquals("up: remote.abc.box.test through 203.0.113.7", line(text, "Tunnel"));
        assertEquals("to https://r over IPv4 and IPv6", line(text, "Announced"));
        assertEquals("yes", line(text, "Admin"));
        assertTrue(text.lines().count() <= 24, text);
    }

    @Test
    void a_tunnel_that_nobody_wants_is_off_and_not_down() throws Exception {
        assertEquals("off: tunnel.enabled = false", line(text("\"tunnel_off\":\"tunnel.enabled = false\"," + NOTHING), "Tunnel"));
    }

    @Test
    void what_the_router_says_of_the_outside_is_told_as_its_word() throws Exception {
        String text = text("\"addresses\":[{\"interface\":\"eth0\",\"address\":\"192.168.1.2\"}],\"outside\":{\"address\":\"1.2.3.4\",\"protocol\":\"NAT-PMP\"}," + NOTHING);
        assertEquals("1.2.3.4, says the router (NAT-PMP)", line(text, "Outside"));
        assertTrue(lines(text("\"addresses\":[]," + NOTHING), "Outside").isEmpty(), "what nobody says is not told");
    }

    @Test
    void a_box_that_is_cut_off_says_how_it_is_reached_at_home() throws Exception {
        String text = text("\"offline\":[\"box-abc.local\",\"192.168.1.2\"]," + NOTHING);
        assertTrue(line(text, "Offline").contains("at home all goes on, reached by box-abc.local or 192.168.1.2 with"), text);
        assertTrue(line(text("\"offline\":[]," + NOTHING), "Offline").endsWith("at home all goes on"));
        assertEquals(List.of(), lines(text(NOTHING), "Offline"));
    }

    @Test
    void what_fails_is_said_with_step_reason_and_next_try() throws Exception {
        String text = text("\"waiting\":[\"box.https (LanEndpoint) waits for a certificate\"],\"troubles\":[\"box.identity: damaged; put it back\"],"
                + "\"failing\":[{\"step\":\"box.acme\",\"what\":\"keep a valid certificate\",\"reason\":\"the CA is down\",\"failures\":3,"
                + "\"next\":\"2026-11-23T12:00:00Z\"}],\"checks\":[]");
        assertEquals("box.acme cannot keep a valid certificate: the CA is down; next try 2026-11-23T12:00:00Z", line(text, "Fails"));
        assertEquals("box.https (LanEndpoint) waits for a certificate", line(text, "Waits"));
        assertEquals("box.identity: damaged; put it back", line(text, "Trouble"));
    }

    @Test
    void a_home_that_withholds_private_addresses_is_told_with_advice() throws Exception {
        String text = text("\"rebind\":{\"verdict\":\"BLOCKED\",\"reason\":\"192.168.1.1: seen\",\"advice\":["
                + "{\"router\":\"FRITZ!Box\",\"what\":\"allow it\"},{\"router\":\"Any other\",\"what\":\"look for it\"}]}," + NOTHING);
        assertEquals("BLOCKED: 192.168.1.1: seen", line(text, "Rebind"));
        assertEquals(List.of("FRITZ!Box: allow it", "Any other: look for it"), lines(text, "Advice"));
    }

    @Test
    void which_release_runs_is_told_with_what_goes_on_and_why_not() throws Exception {
        assertEquals("the image, as it was flashed, no channel is followed",
                line(text("\"release\":{\"channel\":\"\",\"sequence\":0,\"state\":\"SETTLED\"}," + NOTHING), "Release"));
        String text = text("\"release\":{\"channel\":\"stable\",\"sequence\":42,\"state\":\"WAITING\",\"available\":44,"
                + "\"reason\":\"43 was given up: no HTTPS\"}," + NOTHING);
        assertEquals("42 (channel stable); 44 waits for the update window or for bin/box apply; 43 was given up: no HTTPS",
                line(text, "Release"));
        assertEquals(List.of(), lines(text(NOTHING), "Release"));
    }

    @Test
    void a_restart_is_told_before_it_comes() throws Exception {
        assertEquals("within 10 s, with release 44: its vendor wants it",
                line(text("\"restart\":{\"sequence\":44,\"seconds\":10,\"why\":\"its vendor wants it\"}," + NOTHING), "Restart"));
        assertEquals(List.of(), lines(text(NOTHING), "Restart"));
    }

    @Test
    void an_unclaimed_box_shows_the_set_up_code() throws Exception {
        assertTrue(line(text("\"admin\":false,\"setup_code\":\"ABCD-EFGH\"," + NOTHING), "Admin").contains("ABCD-EFGH"));
    }

    @Test
    void the_last_five_attempts_to_renew_are_told_with_the_cas_host() throws Exception {
        String attempts = IntStream.rangeClosed(1, 7).mapToObj(day -> "{\"time\":\"2026-12-0" + day + "T03:00:00Z\","
                + "\"ca\":\"https://ca.test:14000/dir\",\"ok\":" + (day == 7) + ",\"outcome\":\"outcome " + day + "\"}")
                .collect(Collectors.joining(","));
        String text = text("\"renewal\":{\"next\":\"2027-02-01T00:00:00Z\",\"reason\":\"it is due\",\"attempts\":[" + attempts + "]},"
                + NOTHING);
        assertEquals(5, lines(text, "Attempt").size());
        assertEquals("2026-12-03T03:00:00Z failed at ca.test: outcome 3", lines(text, "Attempt").get(0));
        assertEquals("2026-12-07T03:00:00Z ok at ca.test: outcome 7", lines(text, "Attempt").get(4));
    }

    @Test
    void a_certificate_that_has_ended_is_told_as_such() throws Exception {
        String text = text("\"certificate\":{\"days\":-1,\"until\":\"2027-01-25T00:00:00Z\",\"issuer\":\"CN=CA\","
                + "\"names\":[\"abc.box.test\"]}," + NOTHING);
        assertTrue(line(text, "Certificate").startsWith("ENDED 2027-01-25T00:00:00Z, browsers refuse it"), text);
        assertEquals("nobody plans it now", line(text, "Renewal"));
    }

    @Test
    void checks_are_told_with_status_and_words_within_a_hundred_columns() throws Exception {
        String words = "it failed ".repeat(30).strip();
        String text = text("\"waiting\":[],\"troubles\":[],\"failing\":[],\"checks\":["
                + "{\"name\":\"clock\",\"status\":\"OK\",\"message\":\"Believed\"},"
                + "{\"name\":\"zone\",\"status\":\"CRITICAL\",\"message\":\"" + words + "\"}]");
        assertEquals("clock OK: Believed", lines(text, "Check").get(0));
        assertEquals("zone CRITICAL: " + words, lines(text, "Check").get(1));
        assertTrue(text.lines().allMatch(line -> line.length() <= 100), text);
    }
}

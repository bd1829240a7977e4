package link.cloud.registration;

import static link.cloud.registration.Asked.APP;
import static link.cloud.registration.Asked.HOME;
import static link.cloud.registration.Asked.KEY;
import static link.cloud.registration.Asked.body;
import static link.cloud.registration.Asked.handle;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import link.box.common.http.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What may be announced, and how much of it. */
class AnnounceTest {
    private static final String BODY = body(handle(0), KEY);

    private final Asked server = new Asked();

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "127.0.0.1", "169.254.1.1", "100.64.0.1", "172.15.0.1", "172.32.0.1", "192.169.1.1", "192.168.1.256",
        "192.168.01.1", "192.168.1", "evil.example", "2001:db8::1", "fe80::1", "::1", "::ffff:192.168.1.1", "fd00::1%eth0", "fd00:::1", "",
        "192.168.1.1:80", "[fd00::1]", "0x0a.0.0.1"})
    void d7_an_address_that_is_no_home_s_is_refused(String ip) {
        refused(BODY.replace("192.168.1.23", ip));
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.1", "192.168.0.0", "fd00::1", "fc12:3456:0:0:0:0:0:1"})
    void private_addresses_may_be_announced(String ip) {
        assertEquals(200, server.announce(HOME, BODY.replace("192.168.1.23", ip)).status());
        assertTrue(server.boxes(HOME, APP).text().contains("\"" + ip + "\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"22", "25", "6000", "10080", "0", "-1", "65536", "80.5", "\"80\"", "null", "1e99999", "99999999999999999999"})
    void d7_a_port_that_browsers_do_not_go_to_is_refused(String port) {
        refused(BODY.replace(":80,", ":" + port + ","));
    }

    @Test
    void d7_nine_apps_are_refused_and_eight_are_not() {
        refused(BODY.replace("[\"" + APP + "\"]", apps(9)));
        assertEquals(200, server.announce(HOME, BODY.replace("[\"" + APP + "\"]", apps(8))).status());
    }

    private static String apps(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"https://app" + i + ".example\"").collect(Collectors.joining(",", "[", "]"));
    }

    @Test
    void d7_a_body_of_three_kilobytes_is_refused() {
        refused(BODY.replace("{", "{\"more\":\"" + "x".repeat(3_000) + "\","));
        refused(BODY.replace("{", "{\"more\":\"" + "x".repeat(Question.BODY) + "\","));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{}", "{\"v\":1}", "{\"v\":2}"})
    void what_is_no_announcement_is_refused(String body) {
        refused(body);
    }

    @Test
    void fields_of_another_form_are_refused() {
        refused(BODY.replace(":2,", ":3,"));
        refused(BODY.replace(handle(0), "short"));
        refused(BODY.replace(handle(0), handle(0) + "a"));
        refused(BODY.replace(KEY, KEY + "a"));
        refused(BODY.replace(":120}", ":121}"));
        refused(BODY.replace(":120}", ":-1}"));
        refused(BODY.replace("\"" + APP + "\"", "\"*\""));
        refused(BODY.replace("\"" + APP + "\"", "\"" + APP + "/\""));
        refused(BODY.replace("\"" + APP + "\"", "7"));
        refused(BODY.replace("[\"" + APP + "\"]", "\"" + APP + "\""));
    }

    private void refused(String body) {
        Reply reply = server.announce(HOME, body);
        assertEquals(400, reply.status(), body);
        assertTrue(reply.text().startsWith("{\"error\":\""), reply.text());
        assertEquals(0, server.beacons.size());
    }

    @Test
    void d8_a_handle_is_not_taken_over_with_another_key() {
        server.announce(HOME, BODY);
        assertEquals(409, server.announce(HOME, body(handle(0), "x".repeat(43)).replace("1.23", "1.66")).status());
        assertEquals(409, server.announce("203.0.113.8", body(handle(0), "x".repeat(43)).replace(":120}", ":0}")).status());
        assertTrue(server.boxes(HOME, APP).text().contains("192.168.1.23"));
    }

    @Test
    void d12_the_ninth_box_behind_an_address_has_to_wait() {
        for (int i = 0; i < 8; i++) {
            assertEquals(200, server.announce(HOME, body(handle(i), KEY)).status());
        }
        Reply refused = server.announce(HOME, body(handle(8), KEY));
        assertEquals(429, refused.status());
        assertEquals("60", refused.headers().get("Retry-After"));
        assertEquals(200, server.announce("203.0.113.8", body(handle(8), KEY)).status());
        assertEquals(200, server.announce(HOME, body(handle(9), KEY).replace("[\"" + APP + "\"]", "[]")).status());
        server.worker.advance(Duration.ofSeconds(120));
        assertEquals(200, server.announce(HOME, body(handle(8), KEY)).status());
    }

    @Test
    void a_handle_is_announced_six_times_a_minute_at_most() {
        for (int i = 0; i < 6; i++) {
            assertEquals(200, server.announce(HOME, BODY).status());
        }
        assertEquals(429, server.announce(HOME, BODY).status());
        server.worker.advance(Duration.ofSeconds(60));
        assertEquals(200, server.announce(HOME, BODY).status());
    }

    @Test
    void questions_and_announcements_of_a_source_are_limited() {
        for (int i = 0; i < 30; i++) {
            assertEquals(200, server.boxes(HOME, APP).status());
        }
        Reply refused = server.boxes(HOME, APP);
        assertEquals(429, refused.status());
        assertEquals("60", refused.headers().get("Retry-After"));
        assertEquals(APP, refused.headers().get("Access-Control-Allow-Origin"));
        assertEquals(200, server.boxes("203.0.113.8", APP).status());
        for (int i = 0; i < 120; i++) {
            assertEquals(400, server.announce(HOME, "{}").status());
        }
        assertEquals(429, server.announce(HOME, BODY).status());
        server.worker.advance(Duration.ofSeconds(60));
        assertEquals(200, server.boxes(HOME, APP).status());
        assertEquals(200, server.announce(HOME, BODY).status());
    }

    @Test
    void all_sources_have_a_limit_together() {
        for (int i = 0; i < 20; i++) {
            assertEquals(200, server.announce("203.0.113." + i, body(handle(i), KEY)).status());
        }
        assertEquals(503, server.announce("203.0.113.20", body(handle(20), KEY)).status());
        assertEquals(200, server.announce("203.0.113.1", body(handle(1), KEY)).status());
    }

    @Test
    void other_methods_and_paths_are_refused() {
        assertEquals(405, server.ask("GET", "/v2/announce", HOME, APP, new byte[0]).status());
        assertEquals(405, server.ask("OPTIONS", "/v2/boxes", HOME, APP, new byte[0]).status());
        assertEquals(404, server.ask("GET", "/v2/", HOME, APP, new byte[0]).status());
    }
}

package link.cloud.registration;

import static link.cloud.registration.Asked.APP;
import static link.cloud.registration.Asked.HOME;
import static link.cloud.registration.Asked.KEY;
import static link.cloud.registration.Asked.body;
import static link.cloud.registration.Asked.handle;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import link.box.common.http.Reply;
import link.box.common.json.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is shown a Box. The names of the tests are those of the specification. */
class DiscoveryTest {
    private static final String NONE = "{\"v\":2,\"boxes\":[],\"ttl\":60}";
    private static final String BODY = body(handle(0), KEY);
    private static final String FOUND = "{\"v\":2,\"boxes\":[{\"h\":\"" + handle(0)
            + "\",\"ip\":\"192.168.1.23\",\"port\":80}],\"ttl\":60}";

    private final Asked server = new Asked();

    @Test
    void d1_another_ipv4_address_sees_nothing() {
        server.announce(HOME, BODY);
        assertEquals(NONE, server.boxes("203.0.113.8", APP).text());
    }

    @Test
    void d2_a_box_that_is_not_listed_leaves_the_answer_as_where_there_is_none() {
        Reply asked = server.announce(HOME, BODY.replace("[\"" + APP + "\"]", "[]"));
        assertEquals("{\"public_ip\":\"" + HOME + "\",\"expires_in\":0}", asked.text());
        assertSame(server.boxes("203.0.113.8", APP), server.boxes(HOME, APP));
        assertEquals(0, server.beacons.size());
    }

    /** Not allowed and not there are told apart by neither bytes nor time; the bound is wide, as other work shares the machine. */
    @Test
    void d2_who_may_not_see_eight_boxes_waits_no_longer_than_where_there_are_none() {
        for (int i = 0; i < 8; i++) {
            server.announce(HOME, body(handle(i), KEY));
        }
        assertSame(server.boxes("203.0.113.8", "https://other.example"), server.boxes(HOME, "https://other.example"));
        median("203.0.113.8");
        median(HOME);
        long difference = Math.abs(median(HOME) - median("203.0.113.8"));
        assertTrue(difference < 200_000, difference + " ns");
    }

    private long median(String address) {
        long[] nanos = new long[2_000];
        for (int i = 0; i < nanos.length; i++) {
            server.worker.advance(Duration.ofSeconds(i % 30 == 0 ? 2 : 0));
            long begin = System.nanoTime();
            server.boxes(address, "https://other.example");
            nanos[i] = System.nanoTime() - begin;
        }
        Arrays.sort(nanos);
        return nanos[nanos.length / 2];
    }

    @Test
    void d3_same_v4_in_window_shows_handle_and_address_only() throws Exception {
        assertEquals("{\"public_ip\":\"" + HOME + "\",\"expires_in\":120}", server.announce(HOME, BODY).text());
        Reply reply = server.boxes(HOME, APP);
        assertEquals(FOUND, reply.text());
        JsonObject box = Json.object(reply.text()).getJsonArray("boxes").getJsonObject(0);
        assertEquals(Set.of("h", "ip", "port"), box.keySet());
        assertEquals(Map.of("Access-Control-Allow-Origin", APP, "Vary", "Origin", "Cache-Control", "no-store",
                "X-Content-Type-Options", "nosniff"), reply.headers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://app.example.evil", "http://app.example", "https://app.example:8443", "https://x.example", "null", "",
        "https://APP.example", "https://app.example,https://app.example"})
    void d4_another_origin_sees_nothing(String origin) {
        server.announce(HOME, BODY);
        assertEquals(NONE, server.boxes(HOME, origin).text());
        assertEquals(NONE, server.boxes(HOME, null).text());
    }

    @Test
    void d5_the_same_ipv6_network_sees_it_and_the_next_does_not() {
        assertEquals("2001:db8:1:2:0:0:0:1", publicAddress(server.announce("2001:db8:1:2::1", BODY)));
        assertEquals(FOUND, server.boxes("[2001:db8:1:2:aaaa::2]", APP).text());
        assertEquals(NONE, server.boxes("2001:db8:1:3::1", APP).text());
    }

    @Test
    void d6_over_both_families_a_box_is_the_same_handle() {
        server.announce(HOME, BODY);
        server.announce("2001:db8:1:2::1", BODY);
        assertEquals(server.boxes(HOME, APP).text(), server.boxes("2001:db8:1:2::9", APP).text());
        server.announce("2001:db8:1:2::1", BODY.replace("120}", "0}"));
        assertEquals(FOUND, server.boxes(HOME, APP).text());
        assertEquals(409, server.announce("203.0.113.9", body(handle(0), "x".repeat(43))).status());
    }

    @Test
    void d10_who_is_silent_for_two_minutes_is_gone_and_who_says_so_at_once() {
        server.announce(HOME, BODY);
        server.worker.advance(Duration.ofSeconds(119));
        assertEquals(FOUND, server.boxes(HOME, APP).text());
        server.worker.advance(Duration.ofSeconds(1));
        assertEquals(NONE, server.boxes(HOME, APP).text());
        server.announce(HOME, BODY);
        assertEquals(0, Integer.parseInt(server.announce(HOME, BODY.replace("120}", "0}")).text().replaceAll(".*:|}", "")));
        assertEquals(NONE, server.boxes(HOME, APP).text());
        assertEquals(0, server.beacons.size());
    }

    @Test
    void what_is_silent_takes_no_memory() {
        server.announce(HOME, BODY);
        server.announce("203.0.113.8", body(handle(1), KEY));
        server.worker.advance(Duration.ofSeconds(120));
        server.beacons.expire(server.worker.nanos());
        assertEquals(0, server.beacons.size());
        assertEquals(200, server.announce(HOME, body(handle(0), "x".repeat(43))).status());
    }

    private static String publicAddress(Reply reply) {
        try {
            return Json.object(reply.text()).getString("public_ip");
        } catch (java.io.IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void assertSame(Reply expected, Reply actual) {
        assertEquals(expected.status(), actual.status());
        assertEquals(expected.headers(), actual.headers());
        assertEquals(expected.text(), actual.text());
    }
}

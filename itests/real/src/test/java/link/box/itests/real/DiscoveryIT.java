package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpHeaders;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import link.box.lab.Lab;
import link.box.lab.LabOptions;
import link.box.lab.Web;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Who is shown a Box, in the assembled image. Sources are told by the test in the place of the operator's proxy; each test has its own. */
class DiscoveryIT {
    private static final String APP = "https://app.example";
    private static final String NONE = "{\"v\":2,\"boxes\":[],\"ttl\":60}";
    private static Lab lab;
    private static Web web;

    @BeforeAll
    static void start() throws Exception {
        lab = Labs.prepare("discovery", LabOptions.usual());
        lab.cloud().set("registration.proxies", "127.0.0.1").set("registration.legacy.origins", "https://old.example").start();
        lab.awaitCloud();
        web = lab.visitor();
    }

    @AfterAll
    static void stop() throws IOException {
        if (lab != null) {
            lab.close();
        }
    }

    private static String handle(int number) {
        return "handle" + "x".repeat(13) + (100 + number);
    }

    private static String body(int number, char key) {
        return "{\"v\":2,\"handle\":\"" + handle(number) + "\",\"key\":\"" + String.valueOf(key).repeat(43)
                + "\",\"ip\":\"192.168.1.23\",\"port\":80,\"apps\":[\"" + APP + "\"],\"ttl\":120}";
    }

    private static int announce(String source, String body) throws Exception {
        return web.post(url("v4") + "/v2/announce", body, "X-Forwarded-For", source).statusCode();
    }

    private static HttpResponse<String> boxes(String source, String origin) throws Exception {
        return web.get(url("v4") + "/v2/boxes", "X-Forwarded-For", source, "Origin", origin);
    }

    private static String url(String family) {
        return lab.registration().replace("//", "//" + family + ".");
    }

    @Test
    void d1_d3_who_is_behind_the_same_address_is_shown_handle_and_address_and_who_is_not_nothing() throws Exception {
        assertEquals(200, announce("203.0.113.1", body(1, 'k')));
        assertEquals("{\"v\":2,\"boxes\":[{\"h\":\"" + handle(1) + "\",\"ip\":\"192.168.1.23\",\"port\":80}],\"ttl\":60}",
                boxes("203.0.113.1", APP).body());
        assertEquals(NONE, boxes("203.0.113.2", APP).body());
    }

    @Test
    void d2_d4_not_there_not_listed_and_not_for_that_page_are_the_same_answer() throws Exception {
        assertEquals(200, announce("203.0.113.3", body(3, 'k')));
        assertEquals(200, announce("203.0.113.4", body(4, 'k').replace("[\"" + APP + "\"]", "[]")));
        HttpResponse<String> empty = boxes("203.0.113.5", APP);
        assertEquals(NONE, empty.body());
        same(empty, boxes("203.0.113.4", APP));
        String other = "https://app.example.evil";
        same(boxes("203.0.113.5", other), boxes("203.0.113.3", other));
        HttpResponse<String> pageless = web.get(url("v4") + "/v2/boxes", "X-Forwarded-For", "203.0.113.3");
        assertEquals(NONE, pageless.body());
        assertFalse(pageless.headers().firstValue("Access-Control-Allow-Origin").isPresent());
    }

    private static void same(HttpResponse<String> one, HttpResponse<String> other) {
        assertEquals(one.statusCode(), other.statusCode());
        assertEquals(one.body(), other.body());
        assertEquals(timeless(one.headers()), timeless(other.headers()));
    }

    private static Map<String, List<String>> timeless(HttpHeaders headers) {
        Map<String, List<String>> all = new TreeMap<>(headers.map());
        all.remove("date");
        return all;
    }

    @Test
    void d5_the_same_ipv6_network_and_no_other() throws Exception {
        assertEquals(200, announce("2001:db8:1:2::1", body(5, 'k')));
        assertTrue(boxes("2001:db8:1:2:3::4", APP).body().contains(handle(5)));
        assertEquals(NONE, boxes("2001:db8:1:3::1", APP).body());
    }

    @Test
    void d7_d8_d12_what_may_not_be_announced() throws Exception {
        String good = body(7, 'k');
        for (String bad : List.of(good.replace("192.168.1.23", "8.8.8.8"), good.replace("192.168.1.23", "127.0.0.1"),
                good.replace("192.168.1.23", "169.254.1.1"), good.replace(":80,", ":22,"),
                good.replace("{", "{\"x\":\"" + "x".repeat(3_000) + "\","),
                good.replace("\"" + APP + "\"", ("\"" + APP + "\",").repeat(8) + "\"" + APP + "\""))) {
            assertEquals(400, announce("203.0.113.7", bad), bad);
        }
        assertEquals(200, announce("203.0.113.7", good));
        assertEquals(409, announce("203.0.113.7", body(7, 'x')));
        List<Integer> statuses = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            statuses.add(announce("203.0.113.7", body(70 + i, 'k')));
        }
        assertEquals(List.of(200, 200, 200, 200, 200, 200, 200, 429), statuses);
    }

    @Test
    void d10_who_takes_it_back_is_gone_at_once() throws Exception {
        announce("203.0.113.10", body(10, 'k'));
        assertTrue(boxes("203.0.113.10", APP).body().contains(handle(10)));
        assertEquals(200, announce("203.0.113.10", body(10, 'k').replace(":120}", ":0}")));
        assertEquals(NONE, boxes("203.0.113.10", APP).body());
    }

    /** Over IPv6 the peer is no proxy. */
    @Test
    void d9_a_header_of_somebody_else_is_ignored() throws Exception {
        announce("203.0.113.9", body(9, 'k'));
        assertEquals(NONE, web.get(url("v6") + "/v2/boxes", "X-Forwarded-For", "203.0.113.9", "Origin", APP).body());
        assertTrue(boxes("192.0.2.1, 203.0.113.9", APP).body().contains(handle(9)));
        assertEquals(NONE, boxes("203.0.113.9, 192.0.2.1", APP).body());
    }

    @Test
    void the_plain_list_is_for_the_origins_of_the_operator() throws Exception {
        String source = "203.0.113.20";
        web.post(url("v4") + "/register", "{\"client\":\"abc\",\"message\":\"m\"}", "X-Forwarded-For", source);
        assertEquals("[]", web.get(url("v4") + "/ping", "X-Forwarded-For", source, "Origin", APP).body());
        assertTrue(web.get(url("v4") + "/ping", "X-Forwarded-For", source, "Origin", "https://old.example").body().contains("abc"));
        String allowed = web.send("OPTIONS", url("v4") + "/ping", "").headers().firstValue("Access-Control-Allow-Headers").orElseThrow();
        assertFalse(allowed.contains("authorization"), allowed);
    }
}

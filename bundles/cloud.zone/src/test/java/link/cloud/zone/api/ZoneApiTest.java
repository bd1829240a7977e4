package link.cloud.zone.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import link.box.common.http.Reply;
import link.box.common.json.Json;
import link.box.common.net.Source;
import link.cloud.zone.record.RecordSet;
import link.cloud.zone.record.RecordType;
import link.cloud.zone.store.ZoneStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZoneApiTest {
    private static final byte[] CERTIFICATE = "certificate".getBytes(StandardCharsets.UTF_8);
    private static final String SHA1 = Ids.of(CERTIFICATE).stream().filter(id -> id.length() == 40).findFirst().orElseThrow();
    private static final String SHA256 = Ids.of(CERTIFICATE).stream().filter(id -> id.length() == 52).findFirst().orElseThrow();
    private static final Source HOME = Source.of("203.0.113.7");

    @TempDir
    Path directory;
    private final AtomicLong nanos = new AtomicLong();
    private ZoneStore store;
    private ZoneApi api;

    @BeforeEach
    void open() throws IOException {
        store = new ZoneStore(directory);
        api = new ZoneApi("box.test", store, new Limits(Set.of(InetAddress.getByName("198.51.100.9"), InetAddress.getByName("2001:db8::9")),
                Set.of("fe.link.test"), 2, 3, 1 << 20, 30, 3600), nanos::get);
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void the_ids_are_sha1_in_hex_and_sha256_in_base32() {
        byte[] abc = "abc".getBytes(StandardCharsets.UTF_8);
        assertEquals(Set.of("a9993e364706816aba3e25717850c26c9cd0d89d", "xj4bnp4pahh6uqkbidpf3lrceoyagyndsylxvhfucd7wd4qacwwq"),
                Ids.of(abc));
    }

    @Test
    void v1_stores_one_value_which_the_next_replaces() {
        assertEquals(200, v1("_acme-challenge", "TXT", "one").status());
        Reply reply = v1("_acme-challenge", "TXT", "two");
        assertEquals(200, reply.status());
        assertEquals("", reply.text());
        assertEquals(List.of(new RecordSet("_acme-challenge", RecordType.TXT, 600, List.of("two"))), store.find(SHA1).sets());
    }

    @Test
    void v1_lets_the_last_one_win_between_cname_and_a() {
        assertEquals(200, v1("remote", "A", "198.51.100.9").status());
        assertEquals(200, v1("remote", "CNAME", "fe.link.test").status());
        assertEquals(List.of(RecordType.CNAME), store.find(SHA1).sets().stream().map(RecordSet::type).toList());
        assertEquals(200, v1("remote", "A", "198.51.100.9").status());
        assertEquals(List.of(RecordType.A), store.find(SHA1).sets().stream().map(RecordSet::type).toList());
    }

    @ParameterizedTest
    @CsvSource({
        "GET,   /v1/dns/test/box/{id},          '{}', 405",
        "PATCH, /v1/dns/test/box/{id},          '{}', 405",
        "POST,  /v1/dns/test/box/{other},       '{\"type\":\"A\",\"value\":\"10.0.0.1\"}', 401",
        "POST,  /v1/dns/test/box,               '{\"type\":\"A\",\"value\":\"10.0.0.1\"}', 401",
        "POST,  /v1/dns/com/example/{id},       '{\"type\":\"A\",\"value\":\"10.0.0.1\"}', 401",
        "POST,  /v1/dns/test/box/{id}/,         '{\"type\":\"A\",\"value\":\"10.0.0.1\"}', 400",
        "POST,  /v1/dns/test/box/{id}/a.b,      '{\"type\":\"A\",\"value\":\"10.0.0.1\"}', 400",
        "POST,  /v1/dns/test/box/{id}/a,        '{\"type\":\"A\",\"value\":\"10.0.0.1\"}', 200",
        "POST,  /v1/dns/test/box/{id}/a,        '{\"type\":\"AAAA\",\"value\":\"fd00::1\"}', 400",
        "POST,  /v1/dns/test/box/{id}/a,        '{\"type\":\"MX\",\"value\":\"x\"}', 400",
        "POST,  /v1/dns/test/box/{id}/a,        '{\"type\":\"A\"}', 400",
        "POST,  /v1/dns/test/box/{id}/a,        'not json', 400",
        "POST,  /v1/dns/test/box/{id}/a,        '[]', 400",
        "POST,  /v1/dns/test/box/{id}/a,        '{\"type\":\"A\",\"value\":\"8.8.8.8\"}', 403",
        "POST,  /v1/dnsx,                       '{}', 404",
    })
    void v1_answers(String method, String path, String body, int status) {
        Reply reply = call(method, path.replace("{id}", SHA1).replace("{other}", "0".repeat(40)), body);
        assertEquals(status, reply.status(), reply.text());
        assertEquals(status == 200 ? 1 : 0, store.ids());
        assertTrue(status == 200 || reply.text().startsWith("{\"error\":\""), reply.text());
    }

    @Test
    void without_a_certificate_nothing_is_done() {
        for (String path : List.of("/v1/dns/test/box/" + SHA1, "/v2/" + SHA1)) {
            for (String method : List.of("POST", "GET", "PATCH")) {
                assertEquals(401, api.handle(new Call(method, path, Optional.empty(), Optional.empty(), HOME,
                        Optional.of("{}".getBytes(StandardCharsets.UTF_8)))).status());
            }
        }
    }

    @Test
    void v2_tells_what_it_can() throws IOException {
        Reply reply = call("GET", "/v2/" + SHA256, "");
        assertEquals(200, reply.status());
        assertEquals("\"0\"", reply.headers().get("ETag"));
        assertEquals(Json.object("{\"zone\":\"box.test\",\"id\":\"" + SHA256 + "\",\"can\":[\"multi\",\"aaaa\",\"caa\",\"ttl\",\"delete\","
                + "\"batch\"],\"ttl\":{\"min\":30,\"max\":3600},\"serial\":0}"), Json.object(reply.text()));
    }

    @Test
    void v2_sets_several_values_and_removes_them() {
        assertEquals(200, patch(set("_acme-challenge.", "TXT", 60, "one", "two"), set("", "A", 60, "192.168.1.2", "192.168.1.2")).status());
        assertEquals(Set.of(new RecordSet("_acme-challenge", RecordType.TXT, 60, List.of("one", "two")),
                new RecordSet("", RecordType.A, 60, List.of("192.168.1.2"))), Set.copyOf(store.find(SHA256).sets()));
        assertEquals(200, patch(set("_acme-challenge.", "TXT", 60)).status());
        assertEquals(List.of(RecordType.A), store.find(SHA256).sets().stream().map(RecordSet::type).toList());
    }

    @Test
    void v2_does_all_or_nothing() {
        assertEquals(403, patch(set("", "A", 60, "192.168.1.2"), set("a.", "A", 60, "8.8.8.8")).status());
        assertEquals(0, store.serial());
        assertEquals(0, store.ids());
    }

    @Test
    void v2_compares_with_if_match() {
        String first = patch(set("", "A", 60, "192.168.1.2")).headers().get("ETag");
        assertEquals(200, patchIf(first, set("", "A", 60, "192.168.1.3")).status());
        Reply stale = patchIf(first, set("", "A", 60, "192.168.1.4"));
        assertEquals(412, stale.status());
        assertEquals(List.of("192.168.1.3"), store.find(SHA256).sets().get(0).values());
        assertEquals(200, patchIf("*", set("", "A", 60, "192.168.1.4")).status());
        assertNotEquals(first, call("GET", "/v2/" + SHA256, "").headers().get("ETag"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', A, 192.168.1.2, 200", "'', A, 10.255.255.255, 200", "'', A, 172.16.0.1, 200", "'', A, 198.51.100.9, 200",
        "'', A, 172.32.0.1, 403", "'', A, 127.0.0.1, 403", "'', A, 169.254.1.1, 403", "'', A, 224.0.0.1, 403", "'', A, 0.0.0.0, 403",
        "'', A, 255.255.255.255, 403", "'', A, 100.64.0.1, 403", "'', A, 192.0.2.1, 403", "'', A, 192.168.1, 400", "'', A, 010.0.0.1, 400",
        "'', A, fd00::1, 400", "'', A, localhost, 400", "'', A, '', 400",
        "'', AAAA, fd12:3456::1, 200", "'', AAAA, fc00::1, 200", "'', AAAA, 2001:db8::9, 200",
        "'', AAAA, ::1, 403", "'', AAAA, fe80::1, 403", "'', AAAA, fec0::1, 403", "'', AAAA, ff02::1, 403", "'', AAAA, ::, 403",
        "'', AAAA, 2001:db8::1, 403", "'', AAAA, ::ffff:192.168.1.2, 403", "'', AAAA, ::ffff:198.51.100.9, 403", "'', AAAA, fd00::1%eth0, 400",
        "'', AAAA, 192.168.1.2, 400",
        "remote., CNAME, fe.link.test, 200", "remote., CNAME, FE.Link.Test., 200", "remote., CNAME, evil.test, 403", "remote., CNAME, '', 403",
        "_acme-challenge., TXT, token, 200", "x._acme-challenge., TXT, token, 200", "'', TXT, token, 403", "a., TXT, token, 403",
        "x_acme-challenge., TXT, token, 403", "_acme-challenge., TXT, '', 400", "_acme-challenge., TXT, ümlaut, 400",
        "'', CAA, '0 issue \\\"letsencrypt.org\\\"', 200", "a., CAA, '0 issue \\\"letsencrypt.org\\\"', 403", "'', CAA, '0 issue', 400",
        "'', CAA, '0 hack \\\"x\\\"', 400",
        "'', MX, x, 400", "'', a, 10.0.0.1, 400",
        "*., A, 10.0.0.1, 403", "-a., A, 10.0.0.1, 400", "a-., A, 10.0.0.1, 400", ".a., A, 10.0.0.1, 400", "a..b., A, 10.0.0.1, 400",
        "a b., A, 10.0.0.1, 400", "ä., A, 10.0.0.1, 400", "a.b.c.d., A, 10.0.0.1, 200", "a.b.c.d.e., A, 10.0.0.1, 403",
        "A., A, 10.0.0.1, 200",
    })
    void v2_allows_only(String label, String type, String value, int status) {
        Reply reply = patch(set(label, type, 60, value));
        assertEquals(status, reply.status(), reply.text());
        assertEquals(status == 200 ? 1 : 0, store.ids());
    }

    @Test
    void a_label_of_64_characters_is_malformed() {
        assertEquals(200, patch(set("a".repeat(63) + ".", "A", 60, "10.0.0.1")).status());
        assertEquals(400, patch(set("a".repeat(64) + ".", "A", 60, "10.0.0.1")).status());
    }

    @Test
    void other_peoples_names_are_forbidden() {
        assertEquals(403, call("PATCH", "/v2/" + "0".repeat(40), "{\"rrsets\":[]}").status());
        assertEquals(403, call("GET", "/v2/" + "0".repeat(40), "").status());
        assertEquals(403, call("GET", "/v2/", "").status());
        String foreign = "{\"name\":\"" + "0".repeat(40) + ".box.test\",\"type\":\"A\",\"ttl\":60,\"values\":[\"10.0.0.1\"]}";
        assertEquals(403, patch(foreign).status());
        assertEquals(403, patch(foreign.replace("0".repeat(40) + ".box.test", "box.test")).status());
        assertEquals(403, patch(foreign.replace("0".repeat(40) + ".box.test", "example.com")).status());
        assertEquals(403, patch(set("", "A", 60, "10.0.0.1").replace(SHA256, SHA1)).status());
    }

    @ParameterizedTest
    @CsvSource({"29, 400", "30, 200", "3600, 200", "3601, 400", "60.5, 400", "1e2, 400", "-1, 400", "\"60\", 400", "1e999999999, 400"})
    void the_ttl_has_limits(String ttl, int status) {
        assertEquals(status, patch(set("", "A", 60, "10.0.0.1").replace("60", ttl)).status());
    }

    @Test
    void the_ttl_of_a_removal_does_not_matter() {
        patch(set("", "A", 60, "10.0.0.1"));
        assertEquals(200, patch(set("", "A", 1)).status());
        assertEquals(0, store.ids());
    }

    @Test
    void a_cname_stands_alone() {
        assertEquals(409, patch(set("r.", "CNAME", 60, "fe.link.test"), set("r.", "A", 60, "10.0.0.1")).status());
        assertEquals(200, patch(set("r.", "A", 60, "10.0.0.1")).status());
        assertEquals(409, patch(set("r.", "CNAME", 60, "fe.link.test")).status());
        assertEquals(200, patch(set("r.", "CNAME", 60, "fe.link.test"), set("r.", "A", 60)).status());
    }

    @Test
    void a_body_that_is_too_large_is_refused() {
        Call call = new Call("PATCH", "/v2/" + SHA1, Optional.of(CERTIFICATE), Optional.empty(), HOME, Optional.empty());
        assertEquals(413, api.handle(call).status());
    }

    @Test
    void when_the_disk_fails_the_client_is_told_to_come_back() throws IOException {
        store.close();
        Reply reply = patch(set("", "A", 60, "10.0.0.1"));
        assertEquals(503, reply.status());
        assertEquals("30", reply.headers().get("Retry-After"));
        assertEquals(0, store.ids());
    }

    @Test
    void no_mutated_body_breaks_anything() {
        Random random = new Random(4711);
        byte[] seed = ("{\"rrsets\":[" + set("a.", "A", 60, "10.0.0.1") + "," + set("_acme-challenge.", "TXT", 60, "x") + "]}")
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] body = seed.clone();
            for (int j = random.nextInt(6); j >= 0; j--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            Reply reply = api.handle(new Call(i % 3 == 0 ? "POST" : "PATCH", i % 3 == 0 ? "/v1/dns/test/box/" + SHA1 : "/v2/" + SHA256,
                    Optional.of(CERTIFICATE), Optional.empty(), HOME, Optional.of(body)));
            assertTrue(Set.of(200, 400, 403, 429, 507).contains(reply.status()),
                    () -> reply.status() + ": " + new String(body, StandardCharsets.UTF_8));
        }
    }

    @Test
    void deep_nesting_is_malformed() {
        assertEquals(400, call("PATCH", "/v2/" + SHA256, "{\"rrsets\":" + "[".repeat(8000) + "]".repeat(8000) + "}").status());
    }

    private static String set(String label, String type, int ttl, String... values) {
        String list = List.of(values).stream().map(value -> "\"" + value + "\"").collect(Collectors.joining(","));
        return "{\"name\":\"" + label + SHA256 + ".box.test\",\"type\":\"" + type + "\",\"ttl\":" + ttl + ",\"values\":[" + list + "]}";
    }

    private Reply patch(String... sets) {
        return patchIf(null, sets);
    }

    private Reply patchIf(String ifMatch, String... sets) {
        return call("PATCH", "/v2/" + SHA256, "{\"rrsets\":[" + String.join(",", sets) + "]}", Optional.ofNullable(ifMatch));
    }

    private Reply v1(String label, String type, String value) {
        JsonObject json = Json.PROVIDER.createObjectBuilder().add("type", type).add("value", value).build();
        return call("POST", "/v1/dns/test/box/" + SHA1 + "/" + label, json.toString());
    }

    private Reply call(String method, String path, String body) {
        return call(method, path, body, Optional.empty());
    }

    private Reply call(String method, String path, String body, Optional<String> ifMatch) {
        return api.handle(new Call(method, path, Optional.of(CERTIFICATE), ifMatch, HOME,
                Optional.of(body.getBytes(StandardCharsets.UTF_8))));
    }
}

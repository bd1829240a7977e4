package link.cloud.zone.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import link.box.common.http.Reply;
import link.box.common.json.Json;
import link.cloud.zone.record.RecordSet;
import link.cloud.zone.record.RecordType;
import link.cloud.zone.store.ZoneStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What any client meets, and edits of v2. */
class ZoneApiTest {
    @TempDir
    Path directory;
    private ZoneStore store;
    private ZoneApi api;
    private Client box;

    @BeforeEach
    void open() throws IOException {
        store = new ZoneStore(directory);
        api = new ZoneApi("box.test", store, new Limits(Set.of(InetAddress.getByName("198.51.100.9"), InetAddress.getByName("2001:db8::9")),
                Set.of("fe.link.test"), Optional.empty(), 2, 3, 1 << 20, 30, 3600), () -> 0);
        box = new Client(api, "certificate");
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
    void without_a_certificate_nothing_is_done() {
        for (String path : List.of("/v1/dns/test/box/" + box.sha1, "/v2/" + box.sha1)) {
            for (String method : List.of("POST", "GET", "PATCH")) {
                assertEquals(401, api.handle(new Call(method, path, Optional.empty(), Optional.empty(), Client.HOME,
                        Optional.of("{}".getBytes(StandardCharsets.UTF_8)))).status());
            }
        }
    }

    @Test
    void v2_tells_what_it_can() throws IOException {
        Reply reply = box.call("GET", "/v2/" + box.sha256, "");
        assertEquals(200, reply.status());
        assertEquals("\"0\"", reply.headers().get("ETag"));
        assertEquals(Json.object("{\"zone\":\"box.test\",\"id\":\"" + box.sha256 + "\",\"can\":[\"multi\",\"aaaa\",\"caa\",\"ttl\",\"delete\","
                + "\"batch\",\"kite\"],\"ttl\":{\"min\":30,\"max\":3600},\"serial\":0}"), Json.object(reply.text()));
    }

    @Test
    void v2_sets_several_values_and_removes_them() {
        assertEquals(200, box.patch(box.set("_acme-challenge.", "TXT", 60, "one", "two"), box.set("", "A", 60, "192.168.1.2", "192.168.1.2")).status());
        assertEquals(Set.of(new RecordSet("_acme-challenge", RecordType.TXT, 60, List.of("one", "two")),
                new RecordSet("", RecordType.A, 60, List.of("192.168.1.2"))), Set.copyOf(store.find(box.sha256).sets()));
        assertEquals(200, box.patch(box.set("_acme-challenge.", "TXT", 60)).status());
        assertEquals(List.of(RecordType.A), store.find(box.sha256).sets().stream().map(RecordSet::type).toList());
    }

    @Test
    void v2_does_all_or_nothing() {
        assertEquals(403, box.patch(box.set("", "A", 60, "192.168.1.2"), box.set("a.", "A", 60, "8.8.8.8")).status());
        assertEquals(0, store.serial());
        assertEquals(0, store.ids());
    }

    @Test
    void v2_compares_with_if_match() {
        String first = box.patch(box.set("", "A", 60, "192.168.1.2")).headers().get("ETag");
        assertEquals(200, box.patchIf(first, box.set("", "A", 60, "192.168.1.3")).status());
        Reply stale = box.patchIf(first, box.set("", "A", 60, "192.168.1.4"));
        assertEquals(412, stale.status());
        assertEquals(List.of("192.168.1.3"), store.find(box.sha256).sets().get(0).values());
        assertEquals(200, box.patchIf("*", box.set("", "A", 60, "192.168.1.4")).status());
        assertNotEquals(first, box.call("GET", "/v2/" + box.sha256, "").headers().get("ETag"));
    }

    @Test
    void an_edit_that_settles_is_a_new_version_even_if_it_changes_nothing() {
        String first = box.patch(box.set("", "A", 60, "192.168.1.2")).headers().get("ETag");
        assertEquals(first, box.patch(box.set("", "A", 60, "192.168.1.2")).headers().get("ETag"));
        Reply settled = box.call("PATCH", "/v2/" + box.sha256, "{\"rrsets\":[" + box.set("", "A", 60, "192.168.1.2") + "],\"settle\":true}");
        assertNotEquals(first, settled.headers().get("ETag"));
        assertEquals(412, box.patchIf(first, box.set("", "A", 60, "192.168.1.9")).status(), "what was given up and arrives late");
        assertEquals(400, box.call("PATCH", "/v2/" + box.sha256, "{\"rrsets\":[],\"settle\":1}").status());
        Reply nothing = box.call("PATCH", "/v2/" + box.sha256, "{\"rrsets\":[],\"settle\":true}");
        assertEquals(settled.headers().get("ETag"), nothing.headers().get("ETag"), "what is not stored is no version");
    }

    @ParameterizedTest
    @CsvSource({"29, 400", "30, 200", "3600, 200", "3601, 400", "60.5, 400", "1e2, 400", "-1, 400", "\"60\", 400", "1e999999999, 400"})
    void the_ttl_has_limits(String ttl, int status) {
        assertEquals(status, box.patch(box.set("", "A", 60, "10.0.0.1").replace("60", ttl)).status());
    }

    @Test
    void the_ttl_of_a_removal_does_not_matter() {
        box.patch(box.set("", "A", 60, "10.0.0.1"));
        assertEquals(200, box.patch(box.set("", "A", 1)).status());
        assertEquals(0, store.ids());
    }

    @Test
    void a_body_that_is_too_large_is_refused() {
        Call call = new Call("PATCH", "/v2/" + box.sha1, Optional.of("certificate".getBytes(StandardCharsets.UTF_8)), Optional.empty(), Client.HOME, Optional.empty());
        assertEquals(413, api.handle(call).status());
    }

    @Test
    void when_the_disk_fails_the_client_is_told_to_come_back() throws IOException {
        store.close();
        Reply reply = box.patch(box.set("", "A", 60, "10.0.0.1"));
        assertEquals(503, reply.status());
        assertEquals("30", reply.headers().get("Retry-After"));
        assertEquals(0, store.ids());
    }

    @Test
    void no_mutated_body_breaks_anything() {
        Random random = new Random(4711);
        byte[] seed = ("{\"rrsets\":[" + box.set("a.", "A", 60, "10.0.0.1") + "," + box.set("_acme-challenge.", "TXT", 60, "x") + "]}")
                .getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] body = seed.clone();
            for (int j = random.nextInt(6); j >= 0; j--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            Reply reply = box.call(i % 3 == 0 ? "POST" : "PATCH", i % 3 == 0 ? "/v1/dns/test/box/" + box.sha1 : "/v2/" + box.sha256, body);
            assertTrue(Set.of(200, 400, 403, 429, 507).contains(reply.status()),
                    () -> reply.status() + ": " + new String(body, StandardCharsets.UTF_8));
        }
    }

    @Test
    void deep_nesting_is_malformed() {
        assertEquals(400, box.call("PATCH", "/v2/" + box.sha256, "{\"rrsets\":" + "[".repeat(8000) + "]".repeat(8000) + "}").status());
    }
}

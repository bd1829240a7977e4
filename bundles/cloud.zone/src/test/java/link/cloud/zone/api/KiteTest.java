package link.cloud.zone.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import link.box.common.http.Reply;
import link.cloud.zone.record.KiteSecret;
import link.cloud.zone.store.ZoneStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The secrets of kites. */
class KiteTest {
    private static final String SECRET = "0123456789abcdef".repeat(4);
    private static final String BODY = "{\"secret\":\"" + SECRET + "\"}";

    @TempDir
    Path directory;
    private ZoneStore store;
    private ZoneApi api;
    private Client box;

    @BeforeEach
    void open() throws IOException {
        store = new ZoneStore(directory);
        api = new ZoneApi("box.test", store, new Limits(Set.of(), Set.of(), Optional.empty(), 2, 3, 1 << 20, 30, 3600), () -> 0);
        box = new Client(api, "certificate");
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void a_Box_registers_its_own_under_either_id() {
        for (String id : List.of(box.sha256, box.sha1)) {
            Reply reply = box.call("PUT", "/v2/" + id + "/kite", BODY);
            assertEquals(204, reply.status());
            assertEquals("", reply.text());
            assertEquals(Optional.of(new KiteSecret(SECRET)), store.find(id).kite());
        }
    }

    @Test
    void nobody_registers_one_for_another_or_without_a_certificate() {
        Client other = new Client(api, "other");
        assertEquals(403, other.call("PUT", "/v2/" + box.sha256 + "/kite", BODY).status());
        assertEquals(401, api.handle(new Call("PUT", "/v2/" + box.sha256 + "/kite", Optional.empty(), Optional.empty(), Client.HOME,
                Optional.of(BODY.getBytes(StandardCharsets.UTF_8)))).status());
        assertEquals(0, store.ids());
    }

    @Test
    void it_is_never_given_out() {
        box.call("PUT", "/v2/" + box.sha256 + "/kite", BODY);
        for (String method : List.of("GET", "PATCH", "POST", "DELETE")) {
            Reply reply = box.call(method, "/v2/" + box.sha256 + "/kite", BODY);
            assertEquals(405, reply.status());
            assertFalse(reply.text().contains(SECRET));
        }
        assertFalse(box.call("GET", "/v2/" + box.sha256, "").text().contains(SECRET));
        assertFalse(box.patch(box.set("", "A", 60, "192.168.1.2")).text().contains(SECRET));
    }

    @Test
    void what_is_no_secret_is_refused_and_not_repeated() {
        for (String secret : List.of("\"\"", "\"" + SECRET + "0\"", "\"" + SECRET.substring(1) + "\"", "\"" + SECRET.substring(1) + "G\"",
                "\"" + SECRET.substring(1) + "\\n\"", "7", "null", "[\"" + SECRET + "\"]")) {
            Reply reply = box.call("PUT", "/v2/" + box.sha256 + "/kite", "{\"secret\":" + secret + "}");
            assertEquals(400, reply.status(), secret);
            assertFalse(reply.text().contains(SECRET.substring(1)), reply.text());
        }
        assertEquals(400, box.call("PUT", "/v2/" + box.sha256 + "/kite", "{}").status());
        assertEquals(0, store.ids());
    }

    @Test
    void the_same_again_is_no_change_and_another_one_replaces_it() {
        box.call("PUT", "/v2/" + box.sha256 + "/kite", BODY);
        box.call("PUT", "/v2/" + box.sha256 + "/kite", BODY);
        assertEquals(1, store.serial());
        assertEquals(204, box.call("PUT", "/v2/" + box.sha256 + "/kite", BODY.replace('0', 'f')).status());
        assertEquals(Optional.of(new KiteSecret(SECRET.replace('0', 'f'))), store.find(box.sha256).kite());
    }

    @Test
    void records_and_secret_leave_each_other_alone() {
        box.patch(box.set("", "A", 60, "192.168.1.2"));
        box.call("PUT", "/v2/" + box.sha256 + "/kite", BODY);
        assertEquals(1, store.find(box.sha256).sets().size());
        box.patch(box.set("", "A", 60));
        assertEquals(Optional.of(new KiteSecret(SECRET)), store.find(box.sha256).kite());
    }

    @Test
    void who_has_only_a_secret_counts_as_a_Box() {
        List<Reply> replies = List.of("one", "two", "three").stream().map(name -> new Client(api, name))
                .map(each -> each.call("PUT", "/v2/" + each.sha256 + "/kite", BODY)).toList();
        assertEquals(List.of(204, 204, 429), replies.stream().map(Reply::status).toList());
        assertEquals(2, store.ids());
    }
}

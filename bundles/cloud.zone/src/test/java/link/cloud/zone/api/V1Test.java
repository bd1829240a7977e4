package link.cloud.zone.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import link.box.common.http.Reply;
import link.cloud.zone.record.RecordSet;
import link.cloud.zone.record.RecordType;
import link.cloud.zone.store.ZoneStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The old project's API. */
class V1Test {
    @TempDir
    Path directory;
    private ZoneStore store;
    private Client box;

    @BeforeEach
    void open() throws IOException {
        store = new ZoneStore(directory);
        Limits limits = new Limits(Set.of(InetAddress.getByName("198.51.100.9"), InetAddress.getByName("2001:db8::9")),
                Set.of("fe.link.test"), Optional.empty(), 2, 3, 1 << 20, 30, 3600);
        box = new Client(new ZoneApi("box.test", store, limits, () -> 0), "certificate");
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @Test
    void v1_stores_one_value_which_the_next_replaces() {
        assertEquals(200, box.v1("_acme-challenge", "TXT", "one").status());
        Reply reply = box.v1("_acme-challenge", "TXT", "two");
        assertEquals(200, reply.status());
        assertEquals("", reply.text());
        assertEquals(List.of(new RecordSet("_acme-challenge", RecordType.TXT, 600, List.of("two"))), store.find(box.sha1).sets());
    }

    @Test
    void v1_lets_the_last_one_win_between_cname_and_a() {
        assertEquals(200, box.v1("remote", "A", "198.51.100.9").status());
        assertEquals(200, box.v1("remote", "CNAME", "fe.link.test").status());
        assertEquals(List.of(RecordType.CNAME), store.find(box.sha1).sets().stream().map(RecordSet::type).toList());
        assertEquals(200, box.v1("remote", "A", "198.51.100.9").status());
        assertEquals(List.of(RecordType.A), store.find(box.sha1).sets().stream().map(RecordSet::type).toList());
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
        Reply reply = box.call(method, path.replace("{id}", box.sha1).replace("{other}", "0".repeat(40)), body);
        assertEquals(status, reply.status(), reply.text());
        assertEquals(status == 200 ? 1 : 0, store.ids());
        assertTrue(status == 200 || reply.text().startsWith("{\"error\":\""), reply.text());
    }
}

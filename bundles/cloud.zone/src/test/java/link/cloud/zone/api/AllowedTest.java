package link.cloud.zone.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import link.box.common.http.Reply;
import link.box.common.net.Source;
import link.cloud.zone.store.ZoneStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which names and values a Box may write. */
class AllowedTest {
    @TempDir
    Path directory;
    private ZoneStore store;
    private ZoneApi api;
    private Client box;

    @BeforeEach
    void open() throws IOException {
        store = new ZoneStore(directory);
        Limits limits = new Limits(Set.of(InetAddress.getByName("198.51.100.9"), InetAddress.getByName("2001:db8::9")),
                Set.of("fe.link.test"), Optional.of(InetAddress.getByName("9.9.9.9")), 2, 3, 1 << 20, 30, 3600);
        api = new ZoneApi("box.test", store, limits, () -> 0);
        box = new Client(api, "certificate");
    }

    @AfterEach
    void close() throws IOException {
        store.close();
    }

    @ParameterizedTest
    @CsvSource({"2001:db8:0:5::20, 200", "2001:db8:0:6::20, 403", "2001:db8::9, 200", "fd00::1, 200", "fe80::1, 403"})
    void a_global_IPv6_address_is_one_of_the_network_that_asks(String address, int status) throws IOException {
        Client six = new Client(api, "another", Source.of("2001:db8:0:5:aaaa::1"));
        assertEquals(status, six.patch(six.set("", "AAAA", 60, address)).status());
    }

    @Test
    void a_link_local_address_does_not_prove_itself() throws IOException {
        Client linkLocal = new Client(api, "another", Source.of("fe80::1"));
        assertEquals(403, linkLocal.patch(linkLocal.set("", "AAAA", 60, "fe80::2")).status());
    }

    @ParameterizedTest
    @CsvSource({
        "'', A, 192.168.1.2, 200", "'', A, 10.255.255.255, 200", "'', A, 172.16.0.1, 200", "'', A, 198.51.100.9, 200",
        "k-1., A, 9.9.9.9, 200", "k-1., A, 9.9.9.10, 403",
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
        Reply reply = box.patch(box.set(label, type, 60, value));
        assertEquals(status, reply.status(), reply.text());
        assertEquals(status == 200 ? 1 : 0, store.ids());
    }

    @Test
    void the_control_address_is_told() {
        Reply reply = box.call("GET", "/v2/" + box.sha256, "");
        assertTrue(reply.text().contains("\"control\":\"9.9.9.9\""), reply.text());
    }

    @Test
    void a_label_of_64_characters_is_malformed() {
        assertEquals(200, box.patch(box.set("a".repeat(63) + ".", "A", 60, "10.0.0.1")).status());
        assertEquals(400, box.patch(box.set("a".repeat(64) + ".", "A", 60, "10.0.0.1")).status());
    }

    @Test
    void other_peoples_names_are_forbidden() {
        assertEquals(403, box.call("PATCH", "/v2/" + "0".repeat(40), "{\"rrsets\":[]}").status());
        assertEquals(403, box.call("GET", "/v2/" + "0".repeat(40), "").status());
        assertEquals(403, box.call("GET", "/v2/", "").status());
        String foreign = "{\"name\":\"" + "0".repeat(40) + ".box.test\",\"type\":\"A\",\"ttl\":60,\"values\":[\"10.0.0.1\"]}";
        assertEquals(403, box.patch(foreign).status());
        assertEquals(403, box.patch(foreign.replace("0".repeat(40) + ".box.test", "box.test")).status());
        assertEquals(403, box.patch(foreign.replace("0".repeat(40) + ".box.test", "example.com")).status());
        assertEquals(403, box.patch(box.set("", "A", 60, "10.0.0.1").replace(box.sha256, box.sha1)).status());
    }

    @Test
    void a_cname_stands_alone() {
        assertEquals(409, box.patch(box.set("r.", "CNAME", 60, "fe.link.test"), box.set("r.", "A", 60, "10.0.0.1")).status());
        assertEquals(200, box.patch(box.set("r.", "A", 60, "10.0.0.1")).status());
        assertEquals(409, box.patch(box.set("r.", "CNAME", 60, "fe.link.test")).status());
        assertEquals(200, box.patch(box.set("r.", "CNAME", 60, "fe.link.test"), box.set("r.", "A", 60)).status());
    }
}

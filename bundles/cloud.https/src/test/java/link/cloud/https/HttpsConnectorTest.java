package link.cloud.https;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.SSLSocket;
import link.box.api.work.Trouble;
import link.box.common.tls.Pem;
import link.box.testing.Made;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HttpsConnectorTest extends OnTheWire {
    @Test
    void each_listener_reaches_its_own_context() throws Exception {
        assertEquals("/zone/v2/x 0", get(zone, "/v2/x", null).body());
        assertEquals("/registration/ping 0", get(registration, "/ping", null).body());
        assertEquals("/app/ 0", get(app, "/", null).body());
        assertEquals("/app/zone/v2/x?q=1 0", get(app, "/zone/v2/x?q=1", null).body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/../zone/x", "/x/../y", "/./x", "//zone/x", "/x//y", "/%2e%2e/zone", "/x%2fy", "/..;/zone", "/x;a=b", "/x\\..\\y",
        "/x%00", "/x y", "*", "zone/x", "/x/..", "/%zone"})
    void an_ambiguous_path_reaches_nothing(String path) throws Exception {
        assertEquals(400, get(app, path, null).status());
    }

    @Test
    void a_long_path_reaches_nothing() throws Exception {
        assertEquals(400, get(app, "/a".repeat(5000), null).status());
    }

    @Test
    void an_absolute_target_is_led_to_the_same_context() throws Exception {
        assertEquals("/app/x 0", get(app, "https://any.test/x", null).body());
    }

    @Test
    void strange_methods_reach_nothing() throws Exception {
        for (String method : List.of("TRACE", "CONNECT", "FOO")) {
            assertTrue(request(connect(app, null), method + " /x HTTP/1.1\r\nHost: a\r\n\r\n").status() >= 400, method);
        }
    }

    @Test
    void any_self_signed_certificate_identifies_a_client_of_the_zone_api() throws Exception {
        assertEquals("/zone/x 1", get(zone, "/x", Made.selfSigned("me.test")).body());
        Made authority = Made.authority("Mine");
        assertEquals("/zone/x 2", get(zone, "/x", authority.issueUntil(Instant.parse("2021-01-01T00:00:00Z"), "late.test")).body());
        assertEquals("/zone/x 0", get(zone, "/x", null).body());
    }

    @Test
    void the_other_listeners_ask_for_no_certificate() throws Exception {
        assertEquals("/app/x 0", get(app, "/x", Made.selfSigned("me.test")).body());
    }

    @Test
    void a_new_certificate_is_served_to_the_next_and_open_connections_go_on() throws Exception {
        SSLSocket open = connect(zone, null);
        assertEquals(first.chain().get(0), open.getSession().getPeerCertificates()[0]);
        Made second = Made.selfSigned("cloud.test");
        write(second);
        worker.advance(Duration.ofSeconds(5));
        assertEquals(second.chain().get(0), connect(zone, null).getSession().getPeerCertificates()[0]);
        assertEquals("/zone/x 0", request(open, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n").body());
    }

    @Test
    void a_damaged_or_missing_file_is_told_and_the_last_certificate_goes_on() throws Exception {
        Files.writeString(directory.resolve("cert.pem"), "junk");
        worker.advance(Duration.ofSeconds(5));
        assertTrue(trouble().contains("holds no certificate"), trouble());
        Files.delete(directory.resolve("cert.pem"));
        worker.advance(Duration.ofSeconds(5));
        assertTrue(trouble().contains("there is no file"), trouble());
        assertEquals(first.chain().get(0), connect(zone, null).getSession().getPeerCertificates()[0]);
        write(first);
        worker.advance(Duration.ofSeconds(5));
        assertEquals(List.of(), registry.of(Trouble.class));
    }

    @Test
    void a_key_of_another_certificate_is_told() throws Exception {
        Files.writeString(directory.resolve("key.pem"), Pem.block("PRIVATE KEY", Made.selfSigned("x.test").key().getEncoded()));
        worker.advance(Duration.ofSeconds(5));
        assertTrue(trouble().contains("is not the key of"), trouble());
        assertEquals("/app/ 0", get(app, "/", null).body());
    }

    private String trouble() {
        return registry.of(Trouble.class).get(0).what();
    }
}

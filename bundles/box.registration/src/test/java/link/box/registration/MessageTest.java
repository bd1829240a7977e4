package link.box.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import link.box.api.identity.BoxNames;
import link.box.api.registration.Endpoint;
import link.box.api.registration.Url;
import link.box.api.registration.Url.Kind;
import link.box.api.tls.TlsCertificate;
import link.box.common.json.Json;
import link.box.testing.Made;
import org.junit.jupiter.api.Test;

class MessageTest {
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final Endpoint LAN = new Offer(Endpoint.Reach.LAN, List.of(url("https://abc.box.test:3000", Kind.MAIN),
            url("https://local.abc.box.test:3000", Kind.LOCAL), url("https://a.abc.box.test:3000", Kind.MIRROR)));
    private static final Endpoint TUNNEL = new Offer(Endpoint.Reach.TUNNEL, List.of(url("https://remote.abc.box.test", Kind.TUNNEL)));

    @Test
    void the_message_is_a_string_that_the_app_can_read() throws Exception {
        JsonObject body = body(TUNNEL, LAN);
        assertEquals("abc", body.getString("client"));
        JsonObject message = Json.object(body.getString("message"));
        assertEquals("https://local.abc.box.test:3000", message.getString("local_origin"));
        assertEquals("https://remote.abc.box.test", message.getString("tunnel_origin"));
        assertEquals(1, message.getInt("v"));
        assertEquals(7, message.getInt("seq"));
    }

    @Test
    void all_urls_stand_in_it_those_at_home_first() throws Exception {
        JsonObject message = Json.object(body(TUNNEL, LAN).getString("message"));
        assertEquals("[{\"url\":\"https://abc.box.test:3000\",\"kind\":\"main\"},"
                + "{\"url\":\"https://a.abc.box.test:3000\",\"kind\":\"mirror\"},{\"url\":\"https://remote.abc.box.test\",\"kind\":\"tunnel\"}]",
                message.getJsonArray("urls").toString());
    }

    @Test
    void where_the_home_withholds_its_names_the_tunnel_comes_first() {
        List<Url> urls = new Message(new BoxNames("abc", "box.test"), List.of(LAN, TUNNEL), true).urls();
        assertEquals(List.of(Kind.TUNNEL, Kind.MAIN, Kind.LOCAL, Kind.MIRROR), urls.stream().map(Url::kind).toList());
    }

    @Test
    void without_a_tunnel_its_origin_is_a_real_null() throws Exception {
        JsonObject message = Json.object(body(LAN).getString("message"));
        assertEquals(JsonValue.NULL, message.get("tunnel_origin"));
    }

    @Test
    void the_local_origin_is_always_there() throws Exception {
        JsonObject message = Json.object(body(TUNNEL).getString("message"));
        assertEquals("https://local.abc.box.test", message.getString("local_origin"));
    }

    @Test
    void the_days_of_the_certificate_are_counted_also_below_zero() throws Exception {
        assertEquals(10, days("2026-11-11T13:00:00Z"));
        assertEquals(0, days("2026-11-01T13:00:00Z"));
        assertEquals(-1, days("2026-11-01T11:00:00Z"));
        assertEquals(-31, days("2026-10-01T12:00:00Z"));
    }

    @Test
    void without_a_certificate_there_are_no_days() throws Exception {
        assertFalse(Json.object(body(LAN).getString("message")).containsKey("cert_days"));
    }

    @Test
    void without_endpoints_there_is_nothing_to_say() {
        assertTrue(new Message(new BoxNames("abc", "box.test"), List.of(), false).isEmpty());
    }

    private static int days(String end) throws Exception {
        Made made = Made.authority("Lab").issueUntil(Instant.parse(end), "abc.box.test");
        String body = new Message(new BoxNames("abc", "box.test"), List.of(LAN), false)
                .body(7, new TlsCertificate(List.of("abc.box.test"), made.chain()), NOW);
        return Json.object(Json.object(body).getString("message")).getInt("cert_days");
    }

    private static JsonObject body(Endpoint... endpoints) throws Exception {
        return Json.object(new Message(new BoxNames("abc", "box.test"), List.of(endpoints), false).body(7, null, NOW));
    }

    static Url url(String text, Kind kind) {
        return new Url(URI.create(text), kind);
    }
}

package link.cloud.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import link.box.common.http.Reply;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegistrationApiTest {
    private static final String HOME = "203.0.113.7";

    private final ManualWorker worker = new ManualWorker();
    private final Board board = new Board(3, 5, 8_000);
    private final RegistrationApi api = new RegistrationApi(board, new Readers("*"), worker::now);

    @Test
    void a_box_is_found_behind_its_address_with_a_time() {
        Reply registered = register(HOME, "abc", "hello");
        assertEquals(200, registered.status());
        assertEquals("{\"status\" : \"registered\"}", registered.text());
        assertEquals("[{\"public_ip\":\"203.0.113.7\",\"client\":\"abc\",\"message\":\"hello\",\"timestamp\":"
                + worker.now().getEpochSecond() + "}]", ping(HOME));
        assertEquals("[]", ping("203.0.113.8"));
    }

    @Test
    void an_ipv6_network_is_one_home() {
        register("2001:db8:1:2::1", "abc", "m");
        assertTrue(ping("[2001:db8:1:2:aaaa::2]").contains("\"public_ip\":\"2001:db8:1:2::1\""));
        assertEquals("[]", ping("2001:db8:1:3::1"));
        register("::ffff:203.0.113.7", "mapped", "m");
        assertTrue(ping(HOME).contains("mapped"));
    }

    @Test
    void a_box_that_is_silent_for_two_minutes_is_forgotten() {
        register(HOME, "abc", "m");
        worker.advance(Duration.ofSeconds(119));
        assertTrue(ping(HOME).contains("abc"));
        worker.advance(Duration.ofSeconds(1));
        assertEquals("[]", ping(HOME));
        assertEquals(1, board.size());
        board.expire(worker.now());
        assertEquals(0, board.size());
    }

    @Test
    void an_announcement_replaces_the_one_before_and_lives_anew() {
        register(HOME, "abc", "old");
        worker.advance(Duration.ofSeconds(60));
        register(HOME, "abc", "new");
        worker.advance(Duration.ofSeconds(100));
        assertTrue(ping(HOME).contains("new"));
        assertEquals(1, board.size());
    }

    @Test
    void one_source_has_a_limited_number_of_boxes() {
        for (String client : new String[] {"a", "b", "c"}) {
            assertEquals(200, register(HOME, client, "m").status());
        }
        Reply refused = register(HOME, "d", "m");
        assertEquals(429, refused.status());
        assertEquals("60", refused.headers().get("Retry-After"));
        assertEquals(200, register(HOME, "a", "again").status());
        worker.advance(Board.LIFE);
        assertEquals(200, register(HOME, "d", "m").status());
    }

    @Test
    void all_sources_have_a_limit_together() {
        for (int i = 0; i < 5; i++) {
            assertEquals(200, register("203.0.113." + i, "a", "m").status());
        }
        assertEquals(503, register(HOME, "a", "m").status());
        assertEquals(5, board.size());
    }

    @Test
    void all_messages_together_have_a_limit_in_bytes() {
        assertEquals(200, register("203.0.113.1", "a", "m".repeat(2048)).status());
        assertEquals(200, register("203.0.113.2", "a", "m".repeat(2048)).status());
        assertEquals(200, register("203.0.113.3", "a", "m".repeat(1536)).status());
        assertEquals(503, register(HOME, "a", "m".repeat(2048)).status());
        assertEquals(200, register("203.0.113.1", "a", "other").status());
        assertEquals(200, register(HOME, "a", "m".repeat(2048)).status());
        assertEquals(503, register("203.0.113.1", "a", "m".repeat(2048)).status());
        worker.advance(Board.LIFE);
        board.expire(worker.now());
        assertEquals(200, register("203.0.113.1", "a", "m".repeat(2048)).status());
    }

    @Test
    void characters_beyond_latin_count_as_what_they_take() {
        assertEquals(200, register(HOME, "a", "\u20ac".repeat(682)).status());
        assertEquals(400, register(HOME, "a", "\u20ac".repeat(683)).status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{}", "{\"client\":1,\"message\":\"m\"}", "{\"client\":\"a\"}", "{\"client\":\"\",\"message\":\"m\"}",
        "{\"client\":\"<b>\",\"message\":\"m\"}", "{\"client\":\"a\",\"message\":{}}"})
    void malformed_announcements_are_refused(String body) {
        Reply reply = post(HOME, body);
        assertEquals(400, reply.status());
        assertTrue(reply.text().startsWith("{\"error\":\""));
        assertEquals("[]", ping(HOME));
    }

    @Test
    void sizes_are_limited_and_unknown_fields_ignored() {
        assertEquals(200, register(HOME, "a", "m".repeat(2048)).status());
        assertEquals(400, register(HOME, "a", "m".repeat(2049)).status());
        assertEquals(413, ask("POST", "/register", Optional.empty()).status());
        assertEquals(200, post(HOME, "{\"client\":\"a\",\"message\":\"m\",\"local_ip\":\"10.0.0.1\"}").status());
    }

    @Test
    void any_web_app_may_ask() {
        for (Reply reply : new Reply[] {ask("OPTIONS", "/register", Optional.of(new byte[0])),
            ask("OPTIONS", "/ping", Optional.of(new byte[0])), ask("GET", "/ping", Optional.of(new byte[0]))}) {
            assertEquals(200, reply.status());
            assertEquals("*", reply.headers().get("Access-Control-Allow-Origin"));
            assertEquals("accept, content-type", reply.headers().get("Access-Control-Allow-Headers"));
            assertEquals("GET, POST, PUT, DELETE", reply.headers().get("Access-Control-Allow-Methods"));
        }
    }

    @Test
    void the_list_is_for_the_apps_that_the_operator_allows_and_empty_for_all_others() {
        register(HOME, "abc", "m");
        RegistrationApi strict = new RegistrationApi(board, new Readers("https://old.example, https://older.example"), worker::now);
        assertTrue(ping(strict, "https://older.example").contains("abc"));
        assertEquals("[]", ping(strict, "https://old.example.evil"));
        assertEquals("[]", ping(strict, null));
        assertEquals("[]", ping(new RegistrationApi(board, new Readers(""), worker::now), ""));
    }

    private static String ping(RegistrationApi api, String origin) {
        return api.handle(new Question("GET", "/ping", HOME, Optional.ofNullable(origin), Optional.of(new byte[0]))).text();
    }

    @Test
    void other_methods_and_paths_are_refused() {
        assertEquals(405, ask("GET", "/register", Optional.of(new byte[0])).status());
        assertEquals(405, ask("POST", "/ping", Optional.of(new byte[0])).status());
        assertEquals(404, ask("GET", "/", Optional.of(new byte[0])).status());
    }

    @Test
    void no_mutated_body_breaks_anything() {
        Random random = new Random(4711);
        byte[] seed = "{\"client\":\"abcdef\",\"message\":\"{\\\"a\\\":1}\"}".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 20_000; i++) {
            byte[] body = seed.clone();
            for (int j = random.nextInt(6); j >= 0; j--) {
                body[random.nextInt(body.length)] = (byte) random.nextInt(256);
            }
            int status = ask("POST", "/register", Optional.of(body)).status();
            assertTrue(Set.of(200, 400, 429).contains(status));
        }
    }

    private Reply ask(String method, String path, Optional<byte[]> body) {
        return api.handle(new Question(method, path, HOME, Optional.empty(), body));
    }

    private Reply register(String address, String client, String message) {
        return post(address, "{\"client\":\"" + client + "\",\"message\":\"" + message + "\"}");
    }

    private Reply post(String address, String body) {
        return api.handle(new Question("POST", "/register", address, Optional.empty(),
                Optional.of(body.getBytes(StandardCharsets.UTF_8))));
    }

    private String ping(String address) {
        return api.handle(new Question("GET", "/ping", address, Optional.empty(), Optional.of(new byte[0]))).text();
    }
}

package link.cloud.registration;

import static link.cloud.registration.Asked.HOME;
import static link.cloud.registration.Asked.KEY;
import static link.cloud.registration.Asked.handle;
import static link.cloud.registration.Asked.letter;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import link.box.common.http.Reply;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Letterboxes: what lies there, for whom, for how long, and how much. */
class WhereTest {
    private static final String LOCATOR = handle(0);

    private final Asked server = new Asked();

    @Test
    void what_was_left_is_found_by_its_name_from_anywhere_and_by_any_page() {
        Reply left = server.leave(HOME, LOCATOR, letter(KEY, "sealed", 1800));
        assertEquals(204, left.status());
        assertFalse(left.headers().containsKey("Access-Control-Allow-Origin"));
        Reply found = server.fetch("198.51.100.1", LOCATOR);
        assertEquals("{\"v\":2,\"sealed\":\"sealed\"}", found.text());
        assertEquals("*", found.headers().get("Access-Control-Allow-Origin"));
        assertEquals("no-store", found.headers().get("Cache-Control"));
        assertEquals(404, server.fetch(HOME, handle(1)).status());
        assertEquals("*", server.fetch(HOME, handle(1)).headers().get("Access-Control-Allow-Origin"));
    }

    @Test
    void a_place_is_its_first_senders_while_something_lies_there() {
        server.leave(HOME, LOCATOR, letter(KEY, "one", 60));
        assertEquals(409, server.leave(HOME, LOCATOR, letter("x".repeat(43), "two", 60)).status());
        assertEquals(204, server.leave("198.51.100.1", LOCATOR, letter(KEY, "three", 60)).status());
        assertTrue(server.fetch(HOME, LOCATOR).text().contains("three"));
        server.worker.advance(Duration.ofSeconds(60));
        assertEquals(404, server.fetch(HOME, LOCATOR).status());
        assertEquals(204, server.leave(HOME, LOCATOR, letter("x".repeat(43), "two", 60)).status());
    }

    @ParameterizedTest
    @ValueSource(ints = {59, 0, -1, 7201})
    void a_time_that_is_too_short_or_too_long_is_refused(int ttl) {
        assertEquals(400, server.leave(HOME, LOCATOR, letter(KEY, "s", ttl)).status());
    }

    @Test
    void malformed_letters_are_refused() {
        assertEquals(400, server.leave(HOME, LOCATOR, "{}").status());
        assertEquals(400, server.leave(HOME, LOCATOR, letter("short", "s", 60)).status());
        assertEquals(400, server.leave(HOME, LOCATOR, letter(KEY, "", 60)).status());
        assertEquals(400, server.leave(HOME, LOCATOR, letter(KEY, "a+b", 60)).status());
        assertEquals(400, server.leave(HOME, LOCATOR, letter(KEY, "a".repeat(4097), 60)).status());
        String large = letter(KEY, "s", 60).replace("{", "{\"more\":\"" + "x".repeat(4600) + "\",");
        assertEquals(400, server.leave(HOME, LOCATOR, large).status());
        assertEquals(400, server.leave(HOME, "short", letter(KEY, "s", 60)).status());
        assertEquals(400, server.leave(HOME, LOCATOR + "/x", letter(KEY, "s", 60)).status());
        assertEquals(405, server.ask("DELETE", "/v2/where/" + LOCATOR, HOME, null, new byte[0]).status());
        assertEquals(0, server.letterboxes.size());
        assertEquals(204, server.leave(HOME, LOCATOR, letter(KEY, "a".repeat(4096), 7200)).status());
    }

    @Test
    void a_source_has_thirty_new_places_and_thirty_vain_questions_a_minute() {
        for (int i = 0; i < 30; i++) {
            assertEquals(204, server.leave(HOME, handle(i), letter(KEY, "s", 60)).status());
            assertEquals(404, server.fetch(HOME, handle(99)).status());
        }
        assertEquals(429, server.leave(HOME, handle(30), letter(KEY, "s", 60)).status());
        assertEquals(429, server.fetch(HOME, handle(99)).status());
        assertEquals("60", server.fetch(HOME, handle(99)).headers().get("Retry-After"));
        assertEquals(404, server.fetch("198.51.100.1", handle(99)).status());
        assertEquals(204, server.leave("198.51.100.1", handle(30), letter(KEY, "s", 60)).status());
    }

    @Test
    void who_has_a_place_is_not_hindered_by_strangers_behind_the_same_source() {
        server.leave(HOME, LOCATOR, letter(KEY, "one", 60));
        for (int i = 1; i < 40; i++) {
            server.leave(HOME, handle(i), letter("x".repeat(43), "s", 60));
            server.fetch(HOME, handle(99));
        }
        assertEquals(204, server.leave(HOME, LOCATOR, letter(KEY, "two", 60)).status());
        assertTrue(server.fetch(HOME, LOCATOR).text().contains("two"));
        assertEquals(429, server.leave(HOME, LOCATOR, letter("x".repeat(43), "three", 60)).status(), "a key that does not fit is counted");
        assertEquals(429, server.leave(HOME, LOCATOR, "{}").status(), "and so is what is malformed");
    }

    @Test
    void a_box_with_as_many_apps_as_it_may_have_renews_all_its_letters_at_once() {
        for (int i = 0; i < 32; i++) {
            server.leave("198.51.100." + i, handle(i), letter(KEY, "one", 60));
        }
        for (int i = 0; i < 32; i++) {
            assertEquals(204, server.leave(HOME, handle(i), letter(KEY, "two", 60)).status());
            assertEquals(200, server.fetch(HOME, handle(i)).status());
        }
    }

    @Test
    void to_a_place_come_six_letters_and_sixty_questions_a_minute_wherever_from() {
        for (int i = 0; i < 6; i++) {
            assertEquals(204, server.leave("198.51.100." + i, LOCATOR, letter(KEY, "s" + i, 120)).status());
        }
        assertEquals(429, server.leave(HOME, LOCATOR, letter(KEY, "s6", 120)).status());
        for (int i = 0; i < 60; i++) {
            assertEquals(200, server.fetch("198.51.100." + i, LOCATOR).status());
        }
        assertEquals(404, server.fetch(HOME, LOCATOR).status());
        server.worker.advance(Duration.ofMinutes(1));
        assertEquals(200, server.fetch(HOME, LOCATOR).status());
        assertEquals(204, server.leave(HOME, LOCATOR, letter(KEY, "s7", 120)).status());
    }

    @Test
    void there_are_so_many_places_and_no_more() {
        for (int i = 0; i < 100; i++) {
            assertEquals(204, server.leave("198.51.100." + i, handle(i), letter(KEY, "s", 60)).status());
        }
        assertEquals(503, server.leave(HOME, handle(100), letter(KEY, "s", 60)).status());
        assertEquals(204, server.leave(HOME, handle(1), letter(KEY, "t", 60)).status());
        server.worker.advance(Duration.ofSeconds(60));
        server.letterboxes.expire(server.worker.nanos());
        assertEquals(0, server.letterboxes.size());
        assertEquals(204, server.leave(HOME, handle(100), letter(KEY, "s", 60)).status());
    }

    @Test
    void letters_take_so_much_memory_and_no_more() {
        int taken = 0;
        while (server.leave("198.51.100." + taken, handle(taken), letter(KEY, "s".repeat(4096), 60)).status() == 204) {
            taken++;
        }
        assertEquals(100_000 / 4496, taken);
        assertEquals(204, server.leave(HOME, handle(0), letter(KEY, "s", 60)).status());
        assertEquals(204, server.leave(HOME, handle(taken), letter(KEY, "s", 60)).status());
    }
}

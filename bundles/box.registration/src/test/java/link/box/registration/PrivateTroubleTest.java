package link.box.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import link.box.api.access.ConnectedApps;
import link.box.api.registration.Listing;
import link.box.api.work.RetryAfter;
import link.box.common.json.Json;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers that refuse, speak the old version alone, or talk garbage. */
class PrivateTroubleTest {
    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void begin() throws Exception {
        home = new Home(folder).set("discovery", "always");
    }

    @AfterEach
    void stop() {
        home.close();
    }

    @Test
    void a_server_of_version_1_alone_is_asked_again_in_an_hour() {
        home.server.manner = exchange -> RegistrationServer.reply(exchange, 404, "");
        home.start().addEndpoint(Home.LAN);
        home.worker.advance(Duration.ofMinutes(59));
        assertEquals(2, home.server.posts.size(), "once over each family");
        assertEquals("", failure());
        assertTrue(home.registration().isEmpty());
        home.server.manner = RegistrationServer.FRIENDLY;
        home.worker.advance(Duration.ofMinutes(3));
        assertTrue(home.registration().isPresent());
    }

    @Test
    void a_handle_that_another_has_is_replaced_over_both_families() throws Exception {
        home.server.manner = exchange -> {
            if (home.server.posts.size() == 1) {
                RegistrationServer.reply(exchange, 409, "");
            } else {
                RegistrationServer.FRIENDLY.answer(exchange);
            }
        };
        home.start();
        home.worker.advance(Duration.ofSeconds(66));
        List<RegistrationServer.Post> posts = home.server.posts;
        String other = Json.object(posts.get(posts.size() - 1).body()).getString("handle");
        assertNotEquals(Json.object(posts.get(0).body()).getString("handle"), other);
        assertEquals(other, Json.object(posts.get(posts.size() - 3).body()).getString("handle"));
        assertEquals("", failure());
    }

    @Test
    void the_time_that_the_server_sets_holds_even_when_something_changes() {
        home.server.manner = exchange -> later(exchange);
        Announcer announcer = home.start();
        assertInstanceOf(RetryAfter.class, home.worker.failure(PrivateList.JOB).orElseThrow());
        int before = home.server.posts.size();
        announcer.open();
        home.worker.advance(Duration.ofSeconds(299));
        assertEquals(before, home.server.posts.size());
        home.server.manner = RegistrationServer.FRIENDLY;
        home.worker.advance(Duration.ofSeconds(2));
        assertEquals("", failure());
        assertTrue(home.server.posts.size() > before);
    }

    private static void later(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().add("Retry-After", "300");
        RegistrationServer.reply(exchange, 429, "");
    }

    @Test
    void garbage_is_said_and_the_next_minute_is_another_one() {
        for (String garbage : List.of("<html>", "{}", "[]", "{\"public_ip\":7}", "x".repeat(100_000))) {
            home.server.manner = exchange -> RegistrationServer.reply(exchange, 200, garbage);
            home.start();
            assertTrue(failure().contains("gave an answer that is none"), failure());
            assertTrue(home.registration().isEmpty());
        }
        home.server.manner = RegistrationServer.FRIENDLY;
        home.worker.advance(Duration.ofSeconds(30));
        assertTrue(home.registration().isPresent());
    }

    @Test
    void the_fact_ends_when_the_server_has_forgotten() {
        home.start();
        home.server.manner = exchange -> RegistrationServer.reply(exchange, 500, "oops");
        home.worker.advance(Duration.ofSeconds(110));
        assertTrue(home.registration().isPresent());
        home.worker.advance(Duration.ofSeconds(80));
        assertTrue(home.registration().isEmpty());
        assertTrue(failure().endsWith("answered HTTP 500"), failure());
    }

    @Test
    void what_keeps_apps_from_finding_it_is_known_without_asking() {
        Announcer announcer = home.start();
        assertEquals(Optional.empty(), announcer.obstacle());
        announcer.setApps(new ConnectedApps(Set.of(), List.of()));
        assertEquals(Optional.of(Listing.Obstacle.NO_APPS), announcer.obstacle());
        announcer.setAddress(Home.published("203.0.113.9"));
        assertEquals(Optional.of(Listing.Obstacle.NO_ADDRESS), announcer.obstacle());
        announcer = home.set("http_port", 0).start();
        assertEquals(Optional.of(Listing.Obstacle.NO_HTTP), announcer.obstacle());
        home.set("mode", "open");
        assertEquals(Optional.empty(), home.start().obstacle(), "the plain list needs no first hop");
    }

    @Test
    void a_server_that_is_dead_keeps_apps_from_it_until_it_is_back() {
        home.server.manner = exchange -> RegistrationServer.reply(exchange, 500, "oops");
        Announcer announcer = home.start();
        assertEquals(Optional.of(Listing.Obstacle.NOT_TAKEN), announcer.obstacle());
        home.server.manner = RegistrationServer.FRIENDLY;
        home.worker.advance(Duration.ofSeconds(66));
        assertEquals(Optional.empty(), announcer.obstacle());
    }

    private String failure() {
        return home.worker.failure(PrivateList.JOB).map(Exception::getMessage).orElse("");
    }
}

package link.box.login.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import link.box.api.access.ConnectionClass;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowsersTest {
    private static final Place HOME = new Place(ConnectionClass.ON_LINK, "192.168.1.7", "Firefox, Linux");

    @TempDir
    Path directory;
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private Browsers browsers;

    @BeforeEach
    void start() throws IOException {
        browsers = new Browsers(directory, () -> now);
        browsers.load();
    }

    @Test
    void it_is_remembered_for_ninety_days_after_its_last_visit_and_its_token_stands_in_no_file() throws Exception {
        String token = browsers.open("u1", HOME);
        assertFalse(Files.readString(directory.resolve("browsers.json")).contains(token));
        now = now.plus(Browser.LIFE).minusSeconds(1);
        start();
        token = back(token).orElseThrow();
        now = now.plus(Browser.LIFE).minusSeconds(1);
        assertEquals("u1", find(token).orElseThrow().user());
        now = now.plusSeconds(1);
        assertEquals(Optional.empty(), find(token));
    }

    @Test
    void each_use_makes_a_new_token_and_the_old_one_holds_for_a_minute() throws Exception {
        String first = browsers.open("u1", HOME);
        String second = back(first).orElseThrow();
        assertNotEquals(first, second);
        now = now.plusSeconds(59);
        assertEquals(find(second), find(first));
        assertEquals(Optional.empty(), back(first), "a second page keeps the first's");
        now = now.plusSeconds(1);
        assertEquals(Optional.empty(), find(first));
        assertEquals("u1", find(second).orElseThrow().user());
    }

    @Test
    void w1_of_up_to_four_tokens_exactly_one_must_hold() throws Exception {
        String ours = browsers.open("u1", HOME);
        String theirs = browsers.open("u2", HOME);
        assertEquals("u1", find("planted", ours).orElseThrow().user());
        assertEquals("u1", find("a", "b", ours, "d").orElseThrow().user());
        assertEquals(Optional.empty(), find("a", "b", "c", "d", ours));
        assertEquals(Optional.empty(), find(theirs, ours));
        assertEquals(Optional.empty(), find());
    }

    @Test
    void the_one_unused_for_longest_gives_way() throws Exception {
        String first = browsers.open("u1", HOME);
        String second = browsers.open("u1", HOME);
        String used = back(first).orElseThrow();
        for (int i = 0; i < Browsers.MAX - 1; i++) {
            browsers.open("u1", HOME);
        }
        assertEquals(Optional.empty(), find(second));
        assertEquals("u1", find(used).orElseThrow().user());
    }

    @Test
    void one_that_is_forgotten_is_out_though_it_cannot_be_written_and_for_good_once_it_can() throws Exception {
        String token = browsers.open("u1", HOME);
        Path place = directory.resolve("browsers.json.new");
        Files.createDirectories(place.resolve("x"));
        assertThrows(IOException.class, () -> browsers.end(browser -> true));
        assertEquals(Optional.empty(), find(token));
        Files.delete(place.resolve("x"));
        Files.delete(place);
        browsers.end(browser -> true);
        start();
        assertEquals(Optional.empty(), find(token));
    }

    @Test
    void a_clock_set_back_remembers_nobody() throws Exception {
        String token = browsers.open("u1", HOME);
        now = now.minus(Duration.ofHours(1));
        assertEquals(Optional.empty(), find(token));
    }

    private Optional<String> back(String token) throws IOException {
        return browsers.back(List.of(token), browser -> true, HOME).orElseThrow().token();
    }

    private Optional<Browser> find(String... tokens) {
        return browsers.find(List.of(tokens));
    }
}

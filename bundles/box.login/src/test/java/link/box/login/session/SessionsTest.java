package link.box.login.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import link.box.api.access.ConnectionClass;
import link.box.login.account.Secret;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
    private static final Place HOME = new Place(ConnectionClass.ON_LINK, "192.168.1.7", "Firefox, Linux");

    @TempDir
    Path directory;
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private Sessions sessions;

    @BeforeEach
    void start() throws IOException {
        sessions = new Sessions(directory, () -> now);
        sessions.load();
    }

    @Test
    void a_token_is_its_users_until_it_is_closed() throws Exception {
        String token = open();
        assertTrue(token.matches("[A-Za-z0-9_-]{43}"));
        assertEquals(Optional.of("u1"), user(token));
        assertEquals(Optional.empty(), user(token.substring(1)));
        assertEquals(Optional.empty(), user(""));
        sessions.close(token);
        assertEquals(Optional.empty(), user(token));
    }

    @Test
    void a_session_survives_a_restart_and_its_token_stands_in_no_file() throws Exception {
        String token = open();
        start();
        assertEquals(Optional.of("u1"), user(token));
        assertFalse(Files.readString(directory.resolve("sessions.json")).contains(token));
    }

    @Test
    void it_ends_after_twelve_hours_without_use_even_across_restarts() throws Exception {
        String token = open();
        now = now.plus(Session.IDLE).minusSeconds(1);
        start();
        now = now.plusSeconds(1);
        assertEquals(Optional.empty(), user(token));
    }

    @Test
    void a_clock_set_back_lengthens_no_session() throws Exception {
        String token = open();
        now = now.minusSeconds(3600);
        assertEquals(Optional.empty(), user(token));
    }

    @Test
    void the_oldest_gives_way() throws Exception {
        String first = open();
        String second = open();
        for (int i = 0; i < Sessions.MAX - 1; i++) {
            open();
        }
        assertEquals(Optional.empty(), user(first));
        assertEquals(Optional.of("u1"), user(second));
    }

    @Test
    void a_damaged_file_means_that_nobody_is_logged_in() throws Exception {
        String token = open();
        Path file = directory.resolve("sessions.json");
        for (String damage : new String[] {"", "{", "[]",
            "{\"version\":3,\"sessions\":[]}", "{\"version\":1}", "{\"version\":1,\"sessions\":[1]}"}) {
            Files.writeString(file, damage);
            assertThrows(IOException.class, this::start, damage);
            assertEquals(Optional.empty(), user(token));
        }
    }

    @Test
    void use_keeps_it_for_seven_days_and_no_longer() throws Exception {
        String token = open();
        for (int hours = 0; hours < 7 * 24 - 1; hours++) {
            now = now.plus(Duration.ofHours(1));
            assertEquals(Optional.of("u1"), user(token));
        }
        now = now.plus(Duration.ofHours(1));
        assertEquals(Optional.empty(), user(token));
    }

    @Test
    void use_is_written_down_when_told_and_not_before() throws Exception {
        String token = open();
        Path file = directory.resolve("sessions.json");
        String before = Files.readString(file);
        now = now.plus(Duration.ofHours(11));
        user(token);
        assertEquals(before, Files.readString(file));
        sessions.save();
        start();
        now = now.plus(Duration.ofHours(11));
        assertEquals(Optional.of("u1"), user(token));
    }

    @Test
    void w7_a_typed_password_makes_a_new_token() throws Exception {
        String token = open();
        now = now.plus(Duration.ofMinutes(10));
        String next = sessions.confirm(token).orElseThrow();
        assertEquals(Optional.empty(), user(token));
        assertEquals(now, sessions.find(next).orElseThrow().authenticated());
        assertEquals(Optional.empty(), sessions.confirm(token));
    }

    @Test
    void under_an_address_it_lasts_half_an_hour() throws Exception {
        String token = sessions.open("u1", true, true, "", HOME);
        now = now.plus(Session.LOCAL).minusSeconds(1);
        assertEquals(Optional.of("u1"), user(token));
        now = now.plusSeconds(1);
        assertEquals(Optional.empty(), user(token));
    }

    @Test
    void a_file_of_version_1_is_read() throws Exception {
        String token = "x".repeat(43);
        Files.writeString(directory.resolve("sessions.json"), "{\"version\":1,\"sessions\":[{\"hash\":\"" + Secret.hash(token)
                + "\",\"user\":\"u1\",\"ends\":" + now.plusSeconds(60).getEpochSecond() + "}]}");
        start();
        assertEquals(Optional.of("u1"), user(token));
        assertEquals(Instant.EPOCH, sessions.find(token).orElseThrow().authenticated());
    }

    private String open() throws IOException {
        return sessions.open("u1", true, false, "", HOME);
    }

    private Optional<String> user(String token) {
        return sessions.find(token).map(Session::user);
    }
}

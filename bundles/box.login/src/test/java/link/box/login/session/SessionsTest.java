package link.box.login.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SessionsTest {
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
        String token = sessions.open("u1");
        assertTrue(token.matches("[A-Za-z0-9_-]{43}"));
        assertEquals(Optional.of("u1"), sessions.user(token));
        assertEquals(Optional.empty(), sessions.user(token.substring(1)));
        assertEquals(Optional.empty(), sessions.user(""));
        sessions.close(token);
        assertEquals(Optional.empty(), sessions.user(token));
    }

    @Test
    void a_session_survives_a_restart_and_its_token_stands_in_no_file() throws Exception {
        String token = sessions.open("u1");
        start();
        assertEquals(Optional.of("u1"), sessions.user(token));
        assertFalse(Files.readString(directory.resolve("sessions.json")).contains(token));
    }

    @Test
    void it_ends_after_twelve_hours_even_across_restarts() throws Exception {
        String token = sessions.open("u1");
        now = now.plus(Sessions.LIFE).minusSeconds(1);
        start();
        assertEquals(Optional.of("u1"), sessions.user(token));
        now = now.plusSeconds(1);
        assertEquals(Optional.empty(), sessions.user(token));
    }

    @Test
    void a_clock_set_back_lengthens_no_session() throws Exception {
        String token = sessions.open("u1");
        now = now.minusSeconds(3600);
        assertEquals(Optional.empty(), sessions.user(token));
    }

    @Test
    void the_oldest_gives_way() throws Exception {
        String first = sessions.open("u1");
        String second = sessions.open("u1");
        for (int i = 0; i < Sessions.MAX - 1; i++) {
            sessions.open("u1");
        }
        assertEquals(Optional.empty(), sessions.user(first));
        assertEquals(Optional.of("u1"), sessions.user(second));
    }

    @Test
    void a_damaged_file_means_that_nobody_is_logged_in() throws Exception {
        String token = sessions.open("u1");
        Path file = directory.resolve("sessions.json");
        for (String damage : new String[] {"", "{", "[]",
            "{\"version\":2,\"sessions\":[]}", "{\"version\":1}", "{\"version\":1,\"sessions\":[1]}"}) {
            Files.writeString(file, damage);
            assertThrows(IOException.class, this::start, damage);
            assertEquals(Optional.empty(), sessions.user(token));
        }
    }
}

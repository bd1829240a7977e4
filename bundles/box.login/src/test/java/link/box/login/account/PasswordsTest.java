package link.box.login.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.Optional;
import link.box.api.access.ConnectionClass;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final String LONGEST = "Z\u00fcrich 42".repeat(15).substring(0, 127) + "\u00e4";

    private final ManualWorker worker = new ManualWorker();
    private final Passwords passwords = new Passwords(worker::nanos, worker::now);
    private final User ann = new User("u1", "Ann", "ann@example.com", true,
            passwords.hash(LONGEST, ConnectionClass.ON_LINK).orElseThrow());

    @Test
    void every_character_counts_and_its_case() {
        assertEquals(Outcome.Kind.OK, check(LONGEST));
        assertEquals(Outcome.Kind.WRONG, check(LONGEST.substring(0, 127) + "a"));
        assertEquals(Outcome.Kind.WRONG, check(LONGEST.substring(0, 127)));
        assertEquals(Outcome.Kind.WRONG, check(LONGEST + " "));
        assertEquals(Outcome.Kind.WRONG, check(LONGEST.replaceFirst("Z", "z")));
    }

    @Test
    void a_keyboard_that_takes_letters_apart_types_the_same() {
        assertEquals(Outcome.Kind.OK, check(LONGEST.replace("\u00fc", "u\u0308").replace("\u00e4", "a\u0308")));
    }

    private Outcome.Kind check(String password) {
        worker.advance(Duration.ofHours(1));
        Throttle.Source home = new Throttle.Source(ConnectionClass.ON_LINK, "192.168.1.5", Optional.empty());
        return passwords.check(Optional.of(ann), password, home).kind();
    }
}

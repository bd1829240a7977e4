package link.box.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import link.box.testing.ManualWorker;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private final ManualWorker worker = new ManualWorker();
    private final long started = worker.nanos();
    private Optional<Boolean> admin = Optional.of(true);
    private int told;

    private Policy policy(String discovery) {
        return new Policy(Policy.Discovery.of(discovery), worker::nanos, started, () -> admin, () -> told++);
    }

    @Test
    void a_start_opens_a_window_of_five_minutes_or_of_thirty_without_an_admin() {
        assertEquals(Optional.of(Duration.ofMinutes(5)), policy("auto").left());
        admin = Optional.of(false);
        Policy policy = policy("auto");
        worker.advance(Duration.ofMinutes(6));
        assertEquals(Optional.of(Duration.ofMinutes(24)), policy.left());
        admin = Optional.of(true);
        assertEquals(Optional.empty(), policy.left());
        admin = Optional.of(false);
        assertEquals(Optional.of(Duration.ofMinutes(30)), policy.left(), "its users were removed");
    }

    @Test
    void a_reset_opens_it_for_thirty_minutes_and_an_update_of_the_login_does_not() {
        Policy policy = policy("auto");
        policy.left();
        worker.advance(Duration.ofDays(1));
        assertEquals(Optional.empty(), policy.left());
        admin = Optional.of(false);
        assertEquals(Optional.of(Duration.ofMinutes(30)), policy.left());
        worker.advance(Duration.ofMinutes(30));
        assertEquals(Optional.empty(), policy.left());
        admin = Optional.empty();
        assertEquals(Optional.empty(), policy.left());
        admin = Optional.of(false);
        assertEquals(Optional.empty(), policy.left());
    }

    @Test
    void an_update_opens_none() {
        worker.advance(Duration.ofMinutes(6));
        assertEquals(Optional.empty(), policy("auto").left());
    }

    @Test
    void who_asks_again_has_ten_minutes_again() {
        Policy policy = policy("auto");
        policy.open();
        worker.advance(Duration.ofMinutes(9));
        policy.open();
        assertEquals(Optional.of(Duration.ofMinutes(10)), policy.left());
        assertEquals(2, told);
        worker.advance(Duration.ofMinutes(10));
        assertEquals(Optional.empty(), policy.left());
    }

    @Test
    void the_settings_say_what_they_mean() {
        worker.advance(Duration.ofMinutes(6));
        assertEquals("false false false", listed("off"));
        assertEquals("true true false", listed("always"));
        assertEquals("false false false", listed("window"));
        assertEquals("false true true", listed("auto"));
        Policy open = policy("window");
        open.open();
        assertTrue(open.regardless(Family.IPV4) && open.regardless(Family.IPV6));
        Policy off = policy("off");
        off.open();
        assertEquals(Optional.empty(), off.left());
    }

    private String listed(String discovery) {
        Policy policy = policy(discovery);
        return policy.regardless(Family.IPV4) + " " + policy.regardless(Family.IPV6) + " " + policy.whereExclusive();
    }
}

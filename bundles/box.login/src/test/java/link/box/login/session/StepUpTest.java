package link.box.login.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import link.box.api.access.Caller;
import org.junit.jupiter.api.Test;

class StepUpTest {
    private static final Instant TYPED = Instant.parse("2026-11-01T12:00:00Z");
    private static final Caller ANN = new Caller("u1", "Ann", true, Optional.empty(), Set.of(), TYPED);

    @Test
    void w15_after_five_minutes_the_password_is_asked_for_again() {
        assertEquals(Optional.empty(), at(0).detour(ANN, "/access"));
        assertEquals(Optional.empty(), at(299).detour(ANN, "/access"));
        assertEquals(Optional.of("/session/confirm?next=%2Faccess%3Fa%3Db"), at(300).detour(ANN, "/access?a=b"));
    }

    @Test
    void a_clock_set_back_makes_nobody_fresh() {
        assertFalse(at(-1).fresh(ANN));
        assertTrue(at(0).fresh(ANN));
    }

    private static StepUp at(long seconds) {
        return new StepUp(() -> TYPED.plusSeconds(seconds));
    }
}

package link.cloud.tunnel.kite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LandingsTest {
    private static final Kite KITE = new Kite(Kite.HTTPS, "remote.abc.box.test");

    private final List<Timer> timers = new ArrayList<>();
    private final List<String> heard = new ArrayList<>();
    private final Landings<String> landings = new Landings<>((task, delay) -> timers.add(new Timer(task, delay)));

    private record Timer(Runnable task, Duration delay) {
    }

    @Test
    void who_waits_goes_to_the_next_tunnel() {
        landings.landed(KITE);
        assertTrue(await(KITE));
        assertTrue(await(KITE));
        assertEquals(2, landings.waiting());
        landings.flies(KITE, "next");
        assertEquals(List.of("next", "next"), heard);
        pass();
        assertEquals(2, heard.size(), "once");
        assertEquals(0, landings.waiting());
    }

    @Test
    void nobody_waits_for_a_kite_that_has_not_just_landed() {
        assertFalse(await(KITE));
        landings.landed(KITE);
        assertTrue(landings.isKnown(KITE));
        pass();
        assertFalse(landings.isKnown(KITE));
        assertFalse(await(KITE));
        landings.landed(KITE);
        landings.flies(KITE, "next");
        assertFalse(await(KITE));
    }

    @Test
    void who_has_waited_two_seconds_is_sent_away() {
        landings.landed(KITE);
        await(KITE);
        Timer visitor = timers.get(1);
        assertEquals(Duration.ofSeconds(2), visitor.delay());
        visitor.task().run();
        assertEquals(List.of("gone"), heard);
        assertEquals(0, landings.waiting());
        landings.flies(KITE, "next");
        assertEquals(1, heard.size());
    }

    @Test
    void a_kite_that_landed_again_is_not_forgotten_with_its_first_landing() {
        landings.landed(KITE);
        landings.flies(KITE, "next");
        landings.landed(KITE);
        assertTrue(await(KITE));
        timers.get(0).task().run();
        assertTrue(landings.isKnown(KITE));
        assertEquals(List.of(), heard);
    }

    @Test
    void so_many_wait_for_one_and_so_many_in_all() {
        for (int i = 0; i < 9; i++) {
            Kite kite = new Kite(Kite.HTTPS, "remote.b" + i + ".box.test");
            landings.landed(kite);
            for (int j = 0; j < Landings.MOST_FOR_ONE; j++) {
                assertEquals(i < 8, await(kite));
            }
            assertFalse(await(kite));
        }
        assertEquals(Landings.MOST, landings.waiting());
        landings.flies(new Kite(Kite.HTTPS, "remote.b0.box.test"), "next");
        assertTrue(await(new Kite(Kite.HTTPS, "remote.b8.box.test")));
    }

    private boolean await(Kite kite) {
        return landings.await(kite, heard::add, () -> heard.add("gone"));
    }

    private void pass() {
        List.copyOf(timers).forEach(timer -> timer.task().run());
    }
}

package link.box.work.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class PacedTest {
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final FakeSource source = new FakeSource();
    private final Paced paced = new Paced(source, Duration.ofMinutes(5));
    private Instant wall = Instant.parse("2027-03-01T12:00:00Z");
    private long nanos;

    @Test
    void who_is_asked_every_five_seconds_asks_others_less_and_less() throws Exception {
        source.word = FakeSource.NO;
        look(Duration.ofMinutes(1));
        assertTrue(source.asked >= 3 && source.asked <= 5, source.asked + " in the first minute");
        look(Duration.ofHours(1));
        int before = source.asked;
        look(Duration.ofHours(10));
        assertEquals(120, source.asked - before, "every five minutes");
    }

    @Test
    void in_between_the_last_word_holds() throws Exception {
        assertEquals(FakeSource.YES, paced.ask(wall, nanos));
        source.word = FakeSource.NO;
        assertEquals(FakeSource.YES, paced.ask(wall.plusSeconds(4), nanos + Duration.ofSeconds(4).toNanos()));
        assertEquals(FakeSource.NO, paced.ask(wall.plusSeconds(5), nanos + Duration.ofSeconds(5).toNanos()));
    }

    @Test
    void a_word_about_another_time_is_none() throws Exception {
        look(Duration.ofHours(1));
        int before = source.asked;
        wall = wall.plus(Duration.ofDays(1));
        look(LOOK);
        assertEquals(before + 1, source.asked);
    }

    private void look(Duration time) throws InterruptedException {
        for (long i = 0; i < time.dividedBy(LOOK); i++) {
            wall = wall.plus(LOOK);
            nanos += LOOK.toNanos();
            paced.ask(wall, nanos);
        }
    }
}

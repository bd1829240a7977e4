package link.box.registration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SequenceTest {
    private static final Instant NOW = Instant.parse("2026-12-01T12:00:00Z");

    @TempDir
    private Path data;

    private Sequence start() {
        return new Sequence(data.resolve("sequence.txt"));
    }

    @Test
    void it_is_the_clocks_seconds_where_that_grows() {
        assertEquals(NOW.getEpochSecond(), start().next(NOW));
    }

    /** Invariant I7 of docs/mirrors.md. */
    @Test
    void it_only_grows_whatever_the_clock_does_and_however_often_the_box_restarts() {
        Random random = new Random(4);
        Sequence sequence = start();
        long before = 0;
        for (int i = 0; i < 2_000; i++) {
            Instant now = NOW.plus(Duration.ofHours(random.nextInt(20_000) - 10_000));
            sequence = random.nextInt(20) == 0 ? start() : sequence;
            long next = sequence.next(now);
            assertTrue(next > before, next + " after " + before);
            before = next;
        }
    }

    @Test
    void the_file_is_written_once_an_hour_not_with_each_announcement() throws Exception {
        Sequence sequence = start();
        sequence.next(NOW);
        byte[] first = Files.readAllBytes(data.resolve("sequence.txt"));
        for (int minute = 1; minute < 60; minute++) {
            sequence.next(NOW.plus(Duration.ofMinutes(minute)));
        }
        assertEquals(new String(first), Files.readString(data.resolve("sequence.txt")));
    }

    @Test
    void what_was_kept_and_is_damaged_is_no_reason_to_be_silent() throws Exception {
        Files.writeString(data.resolve("sequence.txt"), "damaged");
        assertEquals(NOW.getEpochSecond(), start().next(NOW));
    }
}

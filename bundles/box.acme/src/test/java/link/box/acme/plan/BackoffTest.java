package link.box.acme.plan;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final Instant NOW = Instant.parse("2027-01-01T00:00:00Z");
    private final Random random = new Random(7);

    @ParameterizedTest
    @CsvSource({"1,PT1M", "2,PT10M", "3,PT100M", "4,PT24H", "5,PT24H", "1000,PT24H"})
    void it_is_1_10_and_100_minutes_and_then_a_day_and_up_to_a_tenth_more(int failures, Duration wanted) {
        assertAbout(wanted, Backoff.after(failures, left(Duration.ofDays(30), Duration.ofDays(90)), NOW, true, random));
    }

    @Test
    void it_is_an_eighth_of_what_is_left_at_most() {
        assertAbout(Duration.ofHours(5), Backoff.after(4, left(Duration.ofHours(40), Duration.ofHours(160)), NOW, true, random));
    }

    @Test
    void at_the_very_end_it_is_half_an_hour_for_the_limits_of_the_ca() {
        assertAbout(Duration.ofMinutes(30), Backoff.after(4, left(Duration.ofMinutes(10), Duration.ofDays(90)), NOW, true, random));
    }

    @Test
    void with_a_life_of_minutes_it_is_seconds() {
        assertAbout(Duration.ofSeconds(6), Backoff.after(1, left(Duration.ofSeconds(30), Duration.ofMinutes(2)), NOW, true, random));
    }

    @Test
    void without_a_certificate_what_no_ca_counts_is_tried_each_hour() {
        assertAbout(Duration.ofHours(1), Backoff.after(9, Optional.empty(), NOW, false, random));
        assertAbout(Duration.ofDays(1), Backoff.after(9, Optional.empty(), NOW, true, random));
    }

    @Test
    void one_that_has_ended_is_as_good_as_none() {
        assertAbout(Duration.ofHours(1), Backoff.after(9, left(Duration.ofDays(-1), Duration.ofDays(90)), NOW, false, random));
    }

    private static Optional<Lifetime> left(Duration left, Duration length) {
        return Optional.of(new Lifetime(NOW.plus(left).minus(length), NOW.plus(left)));
    }

    private static void assertAbout(Duration wanted, Duration is) {
        boolean about = is.compareTo(wanted) >= 0 && is.compareTo(wanted.multipliedBy(11).dividedBy(10).plusMillis(1)) <= 0;
        assertTrue(about, is + " is not about " + wanted);
    }
}

package link.box.acme.plan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import link.box.testing.Made;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DueTest {
    /** When certificates of {@link Made} begin. */
    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");

    @ParameterizedTest
    @CsvSource({"PT2M,PT1M", "PT160H,PT80H", "P9D,P4DT12H", "P45D,P30D", "P90D,P60D"})
    void without_a_suggestion_it_is_at_a_third_of_the_life_left_or_half_of_a_short_one(Duration life, Duration passed) {
        Instant due = Due.of(leaf(life), Optional.empty()).when();
        assertFalse(due.isBefore(BEGIN.plus(passed)), due.toString());
        assertTrue(due.isBefore(BEGIN.plus(passed).plus(life.dividedBy(100)).plusMillis(1)), due.toString());
    }

    @Test
    void the_second_is_another_for_each_certificate_and_stays_for_one() {
        X509Certificate one = leaf(Duration.ofDays(90));
        assertEquals(Due.of(one, Optional.empty()), Due.of(one, Optional.empty()));
        assertNotEquals(Due.of(one, Optional.empty()).when(), Due.of(leaf(Duration.ofDays(90)), Optional.empty()).when());
    }

    @Test
    void a_suggestion_goes_before_the_third() {
        Due due = Due.of(leaf(Duration.ofDays(90)), window(Duration.ofDays(20), Duration.ofDays(21)));
        assertTrue(due.when().isAfter(BEGIN.plus(Duration.ofDays(20)).minusSeconds(1)), due.toString());
        assertTrue(due.when().isBefore(BEGIN.plus(Duration.ofDays(21))), due.toString());
        assertTrue(due.reason().startsWith("in the window that the CA suggests"), due.reason());
    }

    @Test
    void in_the_last_twentieth_it_is_due_whatever_the_ca_suggests() {
        Due due = Due.of(leaf(Duration.ofDays(100)), window(Duration.ofDays(98), Duration.ofDays(99)));
        assertEquals(BEGIN.plus(Duration.ofDays(95)), due.when());
    }

    @Test
    void a_suggestion_that_has_passed_for_a_fresh_certificate_waits_a_day_or_a_tenth() {
        assertEquals(BEGIN.plus(Duration.ofDays(1)),
                Due.of(leaf(Duration.ofDays(90)), window(Duration.ofDays(-2), Duration.ofDays(-1))).when());
        assertEquals(BEGIN.plus(Duration.ofHours(16)),
                Due.of(leaf(Duration.ofHours(160)), window(Duration.ofDays(-2), Duration.ofDays(-1))).when());
    }

    @Test
    void it_can_be_put_off_and_not_brought_forward() {
        Due due = Due.now(BEGIN, "because");
        assertEquals(BEGIN.plusSeconds(1), due.notBefore(BEGIN.plusSeconds(1)).when());
        assertEquals(due, due.notBefore(BEGIN.minusSeconds(1)));
    }

    private static X509Certificate leaf(Duration life) {
        return Made.authority("CA").issueUntil(BEGIN.plus(life), "box.test").chain().get(0);
    }

    private static Optional<Window> window(Duration start, Duration end) {
        return Optional.of(Window.of("leaf", BEGIN.plus(start), BEGIN.plus(end), BEGIN, Optional.empty(), new Random(1)));
    }
}

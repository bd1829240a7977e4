package link.box.work;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleSupplier;
import org.junit.jupiter.api.Test;

/** A thousand Boxes whose server was away and is back at one moment: by the arithmetic that each goes by, with a fixed seed. */
class StampedeTest {
    private static final int BOXES = 1000;
    /** As the records and the announcement have it. */
    private static final Duration LONGEST = Duration.ofSeconds(25);
    private static final Duration WEEK = Duration.ofDays(7);

    private final Random random = new Random(2026);

    @Test
    void after_a_week_a_thousand_boxes_come_spread_over_half_a_minute() {
        holds("after a week", calls(WEEK, () -> 60 * random.nextDouble()), 80, 31);
    }

    @Test
    void when_all_lost_the_server_at_one_moment_they_come_spread_an_hour_later() {
        holds("all failed at once, an hour ago", calls(Duration.ofHours(1), () -> 0), 80, 31);
    }

    @Test
    void even_soon_after_a_power_cut_that_started_all_at_one_moment_a_second_has_a_seventh_of_them_at_most() {
        double[] calls = new double[0];
        int worst = 0;
        for (int seconds = 40; seconds <= 120; seconds++) {
            double[] each = calls(Duration.ofSeconds(seconds), () -> 0);
            if (most(each) > worst) {
                worst = most(each);
                calls = each;
            }
        }
        holds("all started at once, a minute or two ago", calls, 143, 31);
    }

    @Test
    void what_waits_longer_is_spread_once_more_and_has_come_within_a_minute() {
        double[] first = calls(WEEK, () -> 60 * random.nextDouble());
        holds("what waited for the network", Arrays.stream(first).map(each -> each + seconds(Backoff.afterComeback(random))).toArray(),
                60, 61);
    }

    @Test
    void in_a_week_without_a_server_a_box_has_asked_as_often_as_every_25_seconds() {
        int tries = 0;
        for (double time = 0; time < WEEK.toSeconds(); time += seconds(Backoff.after(tries, LONGEST, random))) {
            tries++;
        }
        System.out.printf("figure: calls of a Box in a week without its server: %d%n", tries);
        assertTrue(tries > 24_000 && tries < 24_400, "tries: " + tries);
    }

    /** @return how long after the comeback each Box calls first, in seconds */
    private double[] calls(Duration outage, DoubleSupplier firstFailure) {
        double[] calls = new double[BOXES];
        for (int i = 0; i < BOXES; i++) {
            double time = firstFailure.getAsDouble();
            for (int failures = 1; time < outage.toSeconds(); failures++) {
                time += seconds(Backoff.after(failures, LONGEST, random));
            }
            calls[i] = time - outage.toSeconds();
        }
        return calls;
    }

    private static void holds(String what, double[] calls, int bound, int seconds) {
        double last = Arrays.stream(calls).max().orElseThrow();
        System.out.printf("figure: %s: of %d Boxes at most %d call in one second (bound %d), the last after %.1f s%n", what, BOXES, most(calls),
                bound, last);
        assertTrue(most(calls) <= bound, "calls in one second: " + most(calls));
        assertTrue(last <= seconds, "the last call after " + last + " s");
    }

    /** @return the most calls in any one second, wherever it begins */
    private static int most(double[] calls) {
        double[] sorted = Arrays.stream(calls).sorted().toArray();
        int most = 0;
        for (int from = 0, to = 0; to < sorted.length; to++) {
            while (sorted[to] - sorted[from] > 1) {
                from++;
            }
            most = Math.max(most, to - from + 1);
        }
        return most;
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}

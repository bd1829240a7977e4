package link.box.acme.decade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Years in seconds: the product's renewal and keeper, by a clock of their world. The ten years are in {@code ./bench decade}. */
class YearsTest {
    private static final long SEED = 20261201;

    @TempDir
    Path folder;

    @ParameterizedTest(name = "certificates of {0} hours")
    @ValueSource(ints = {160, 45 * 24, 90 * 24})
    void outages_wrong_clocks_and_power_cuts_never_let_the_certificate_expire(int hours) throws Exception {
        Years years = Years.of(1, Duration.ofHours(hours), SEED + hours, 20, true);
        Outcome seen = run(years, Weather.of(years));
        assertEquals(List.of(), seen.tally().gaps);
        assertEquals(0, seen.expiredHours());
        assertEquals(List.of(), seen.violations());
        assertTrue(seen.tally().ever() && seen.tally().outages > 5 && seen.tally().kills > 0 && seen.tally().starts > 5, seen.toString());
    }

    @Test
    void without_a_second_ca_two_months_without_the_first_are_too_long() throws Exception {
        Years years = new Years(Duration.ofDays(45), Duration.ofDays(120), SEED, false, 0, false);
        Outcome seen = run(years, Weather.outage(Years.BEGIN.plus(Duration.ofDays(20)), Duration.ofDays(60)));
        // at least from the end of the first certificate on day 45 to day 80
        assertTrue(seen.expiredHours() > 34 * 24 && seen.expiredHours() < 40 * 24, seen.toString());
    }

    private Outcome run(Years years, List<Event> events) throws Exception {
        try (World world = new World(years, events, folder)) {
            return Simulation.run(world, () -> new Household(world::answer, folder, world.first(), world.second()).live());
        }
    }
}

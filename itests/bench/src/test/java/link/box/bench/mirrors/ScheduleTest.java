package link.box.bench.mirrors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void ten_minutes_hold_thirty_changes_a_third_of_them_back() {
        List<Schedule.Step> steps = Schedule.random(600, 66, new Random(160));
        assertTrue(steps.size() >= 30, steps.size() + " changes");
        assertTrue(steps.stream().mapToDouble(Schedule.Step::after).sum() < 600);
        List<String> addresses = addresses(steps);
        long back = IntStream.range(2, addresses.size()).filter(i -> addresses.get(i).equals(addresses.get(i - 2))).count();
        assertTrue(back * 100 >= 30L * steps.size(), back + " of " + steps.size());
    }

    @Test
    void every_change_is_one_and_some_come_after_the_hold() {
        List<Schedule.Step> steps = Schedule.random(600, 66, new Random(160));
        List<String> addresses = addresses(steps);
        for (int i = 1; i < addresses.size(); i++) {
            assertNotEquals(addresses.get(i - 1), addresses.get(i));
        }
        assertTrue(steps.stream().filter(step -> step.after() > 66).count() >= 3);
    }

    @Test
    void the_real_one_fits_into_its_time_at_any_length() {
        for (double minutes : new double[] {3, 30, 120}) {
            double all = Schedule.real(minutes).stream().mapToDouble(Schedule.Step::after).sum();
            assertTrue(all < 60 * minutes * 0.8, all + " s");
        }
        assertEquals(List.of(Schedule.ADDRESSES.get(0)), addresses(Schedule.real(120)).stream().filter(each -> each.equals("192.168.77.20"))
                .distinct().toList(), "it comes back");
    }

    private static List<String> addresses(List<Schedule.Step> steps) {
        List<String> addresses = new ArrayList<>(List.of(Schedule.ADDRESSES.get(0)));
        steps.forEach(step -> addresses.add(step.address()));
        return addresses;
    }
}

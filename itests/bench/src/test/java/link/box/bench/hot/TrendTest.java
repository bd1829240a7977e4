package link.box.bench.hot;

import static org.junit.jupiter.api.Assertions.assertEquals;

import link.box.lab.LiveHeap;
import org.junit.jupiter.api.Test;

class TrendTest {
    private final Trend trend = new Trend();

    /** @param leak kilobytes that each update leaves in one of the two */
    private void run(double heapLeak, double metaspaceLeak) {
        long[] noise = {0, 300, -1_200, 250, -100, 50, -100, 250, -1_200, 300, 0};
        for (int i = 0; i < noise.length; i++) {
            trend.add(50 * i, new LiveHeap.Use(Math.round(18_000 + noise[i] + heapLeak * 50 * i),
                    Math.round(38_000 + noise[i] + metaspaceLeak * 50 * i)));
        }
    }

    @Test
    void what_goes_up_and_down_has_not_grown() {
        run(0, 0);
        assertEquals(0, trend.growth(500), 0.5);
    }

    @Test
    void a_leak_is_seen_in_either_whatever_else_goes_up_and_down() {
        run(2, 0);
        assertEquals(5.4, trend.growth(500), 0.5);
    }

    @Test
    void a_leak_of_classes_is_seen_too() {
        run(0, 4);
        assertEquals(5.1, trend.growth(500), 0.5);
    }
}

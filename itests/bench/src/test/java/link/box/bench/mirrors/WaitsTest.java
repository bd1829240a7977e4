package link.box.bench.mirrors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WaitsTest {
    @Test
    void a_percentile_is_a_time_that_was_seen() {
        Waits waits = new Waits(IntStream.rangeClosed(1, 200).mapToObj(i -> (double) i).toList());
        assertEquals(100, waits.percentile(50));
        assertEquals(198, waits.percentile(99));
        assertEquals(200, waits.max());
    }

    @Test
    void of_few_the_worst_is_the_99th_percentile() {
        assertEquals("1.0/7.0/7.0", new Waits(List.of(7.0, 0.0, 1.0)).toString());
    }

    @Test
    void nothing_seen_is_no_time() {
        assertEquals(0, new Waits(List.of()).max());
    }
}

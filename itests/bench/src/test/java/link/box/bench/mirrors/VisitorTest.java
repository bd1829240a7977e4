package link.box.bench.mirrors;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VisitorTest {
    private static final String OLD = "192.168.77.20";
    private static final String NEW = "192.168.77.31";

    private final Map<String, String> zone = new HashMap<>();
    private final List<String> asked = new ArrayList<>();
    private final List<String> visits = new ArrayList<>();
    private final List<Boolean> right = new ArrayList<>();
    private final Cell cell = new Cell(Cell.OURS, Cell.DISCIPLINED, "x.box.test");
    private final Visitor visitor = visitor(cell);
    private long now;

    @Test
    void who_gets_a_right_answer_at_once_has_not_waited() {
        told(1, NEW, "a.x.box.test", "x.box.test");
        zone.put("a.x.box.test", NEW);
        ticks(0, 500);
        assertEquals(List.of("1 0 right", "1 0 right"), visits);
        assertEquals(List.of("a.x.box.test", "a.x.box.test"), asked, "the first name is enough");
    }

    @Test
    void an_old_answer_that_is_served_once_costs_a_second() {
        told(1, NEW, "a.x.box.test", "x.box.test");
        zone.put("a.x.box.test", OLD);
        ticks(0);
        zone.put("a.x.box.test", NEW);
        ticks(1000);
        assertEquals(List.of("1 1000 wrong"), visits);
        assertEquals(List.of("a.x.box.test", "a.x.box.test"), asked, "it asks for the same name once more");
    }

    @Test
    void the_other_names_are_asked_after_the_first_was_wrong_twice() {
        told(1, NEW, "a.x.box.test", "b.x.box.test", "x.box.test");
        zone.put("b.x.box.test", OLD);
        zone.put("x.box.test", NEW);
        ticks(0, 1000);
        assertEquals(List.of("1 1000 wrong"), visits);
        assertEquals(List.of("a.x.box.test", "a.x.box.test", "b.x.box.test", "x.box.test"), asked);
    }

    @Test
    void it_comes_twice_a_second_and_asks_again_after_a_second() {
        told(1, NEW, "x.box.test");
        assertEquals(1000, visitor.tick());
        zone.put("x.box.test", NEW);
        assertEquals(500, visitor.tick());
    }

    @Test
    void who_never_gets_there_waits_until_the_next_change() {
        told(1, NEW, "x.box.test");
        ticks(0, 1000, 1500);
        told(2, OLD, "x.box.test");
        zone.put("x.box.test", OLD);
        ticks(2500);
        assertEquals(List.of("1 2500 cut", "2 0 right"), visits);
    }

    @Test
    void nothing_counts_while_nobody_has_been_told_of_the_change() {
        told(1, OLD, "x.box.test");
        zone.put("x.box.test", OLD);
        ticks(0);
        cell.outdate();
        zone.put("x.box.test", NEW);
        ticks(500);
        assertEquals(List.of("1 0 right"), visits);
        assertEquals(2, asked.size(), "a page goes on asking");
        assertEquals(java.util.Arrays.asList(true, null), right);
    }

    @Test
    void a_naive_client_asks_for_all_that_it_ever_heard_every_two_seconds() {
        Cell naive = new Cell(Cell.OURS, Cell.NAIVE, "x.box.test");
        naive.announce(new Announced(0, OLD, List.of("a.x.box.test"), false));
        naive.announce(new Announced(1, NEW, List.of("b.x.box.test"), false));
        zone.put("b.x.box.test", NEW);
        Visitor tab = visitor(naive);
        now = 2000;
        tab.tick();
        assertEquals(List.of("b.x.box.test", "a.x.box.test", "b.x.box.test"), asked);
        now = 2500;
        tab.tick();
        assertEquals(4, asked.size());
        assertEquals(List.of("1 0 right", "1 0 right"), visits, "what it asks besides is no visit");
    }

    private void told(int change, String address, String... names) {
        cell.announce(new Announced(change, address, List.of(names), false));
    }

    private void ticks(long... times) {
        for (long time : times) {
            now = time;
            visitor.tick();
        }
    }

    private Visitor visitor(Cell of) {
        return new Visitor("unbound", of, name -> {
            asked.add(name);
            return zone.getOrDefault(name, "NXDOMAIN");
        }, new Visitor.Log() {
            @Override
            public void answer(String resolver, Cell each, String name, String answer, Boolean counted) {
                right.add(counted);
            }

            @Override
            public void visit(String resolver, Cell each, int change, long waited, boolean firstRight, boolean cut) {
                visits.add(change + " " + waited + (cut ? " cut" : firstRight ? " right" : " wrong"));
            }
        }, () -> now, 500);
    }
}

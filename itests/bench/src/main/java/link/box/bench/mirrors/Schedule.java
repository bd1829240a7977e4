package link.box.bench.mirrors;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** When the address changes, and to what. */
final class Schedule {
    static final List<String> ADDRESSES = List.of("192.168.77.20", "192.168.77.31", "192.168.77.42", "192.168.77.53", "192.168.77.64",
            "192.168.77.75");
    private static final int FAST_IN_A_ROW = 6;
    private static final double RETURNS = 0.35;
    private static final double QUICK = 0.75;
    /** So much longer than the hold, and up to so much more, is a slow change. */
    private static final double SLOW_MARGIN = 5;
    /** For the last change to be looked at. */
    private static final double END = 15;

    private Schedule() {
    }

    /** @param after seconds since the change before */
    record Step(double after, String address) {
    }

    /** @return by turns a change after a quiet time longer than the hold, and six that come fast; a third go back to where it was */
    static List<Step> random(double seconds, int hold, Random random) {
        List<Step> steps = new ArrayList<>();
        List<String> past = new ArrayList<>(List.of(ADDRESSES.get(0)));
        double at = 0;
        for (int i = 0; ; i++) {
            double after = i % (FAST_IN_A_ROW + 1) == FAST_IN_A_ROW ? hold + SLOW_MARGIN + 5 * random.nextDouble()
                    : random.nextDouble() < QUICK ? 3 + 5 * random.nextDouble() : 10 + 25 * random.nextDouble();
            at += after;
            if (at + END > seconds) {
                return steps;
            }
            past.add(next(past, random));
            steps.add(new Step(after, past.get(past.size() - 1)));
        }
    }

    private static String next(List<String> past, Random random) {
        if (past.size() > 1 && random.nextDouble() < RETURNS) {
            return past.get(past.size() - 2);
        }
        List<String> others = ADDRESSES.stream().filter(each -> !each.equals(past.get(past.size() - 1))).toList();
        return others.get(random.nextInt(others.size()));
    }

    /**
     * @return for two hours, or less by the same factor: a pair of changes within the life of a cache, a quiet time longer than the hold,
     *     the return to the first address, another quiet time, and a second pair
     */
    static List<Step> real(double minutes) {
        double minute = 60 * minutes / 120;
        return List.of(new Step(10 * minute, ADDRESSES.get(1)), new Step(2 * minute, ADDRESSES.get(2)),
                new Step(38 * minute, ADDRESSES.get(0)), new Step(40 * minute, ADDRESSES.get(3)),
                new Step(Math.max(4, minute), ADDRESSES.get(1)));
    }
}

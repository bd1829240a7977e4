package link.box.ota;

import java.time.Duration;
import java.util.List;
import java.util.Set;

/** Waits until the Box is well after a change, and then whether it stays so. */
final class HealthGate {
    private static final int MOST_WORDS = 5;

    private final Signs signs;
    private final Times times;

    /**
     * How long.
     *
     * @param patience until all is well; and how long something may be ill while it is watched
     * @param watch how long it is watched from then on
     * @param pause between two looks
     */
    record Times(Duration patience, Duration watch, Duration pause) {
        /** As in life: together they stay below what the launcher waits for (5 minutes). */
        static Times watching(Duration watch) {
            return new Times(Duration.ofSeconds(60), watch, Duration.ofSeconds(1));
        }
    }

    HealthGate(Signs signs, Times times) {
        this.signs = signs;
        this.times = times;
    }

    /** @return how the Box is now; blocks for some seconds at most */
    Vitals look() throws InterruptedException {
        return signs.look();
    }

    /**
     * Blocks until it has been well for as long as it is watched: a moment in which something is ill is forgiven if it is well at the end.
     *
     * @param changed bundles of which each service has to stay
     * @throws SwapFailed it is not, or not any more; says what
     */
    void pass(Demand demand, Set<String> changed) throws SwapFailed, InterruptedException {
        Vitals first = become(demand);
        Demand all = demand.and(Demand.lasting(first, changed));
        long begin = System.nanoTime();
        long well = begin;
        while (true) {
            Thread.sleep(times.pause().toMillis());
            List<String> missing = all.missing(signs.look());
            long now = System.nanoTime();
            if (missing.isEmpty()) {
                well = now;
                if (now - begin >= times.watch().toNanos()) {
                    return;
                }
            } else if (now - well > times.patience().toNanos()) {
                throw new SwapFailed(words(missing));
            }
        }
    }

    /**
     * Blocks until it is well; nothing is watched after that.
     *
     * @return how it is then
     * @throws SwapFailed it is not in time; says what is missing
     */
    Vitals become(Demand demand) throws SwapFailed, InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            Vitals now = signs.look();
            List<String> missing = demand.missing(now);
            if (missing.isEmpty()) {
                return now;
            }
            if (System.nanoTime() - begin > times.patience().toNanos()) {
                throw new SwapFailed(words(missing));
            }
            Thread.sleep(times.pause().toMillis());
        }
    }

    private static String words(List<String> missing) {
        String words = String.join("; ", missing.subList(0, Math.min(MOST_WORDS, missing.size())));
        return missing.size() > MOST_WORDS ? words + "; and " + (missing.size() - MOST_WORDS) + " more" : words;
    }
}

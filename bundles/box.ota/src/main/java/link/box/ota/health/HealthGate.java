package link.box.ota.health;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits until the Box is well after a change, and then whether it stays so. An outage outside is not held against a change that has nothing
 * to do with it.
 */
public final class HealthGate {
    private static final Logger LOG = LoggerFactory.getLogger("box.ota");

    private final Signs signs;
    private final Times times;

    /**
     * How long.
     *
     * @param patience until all is well; and how long something may be ill while it is watched
     * @param watch how long it is watched from then on
     * @param pause between two looks
     */
    public record Times(Duration patience, Duration watch, Duration pause) {
        /** As in life: together they stay below what the launcher waits for (5 minutes). */
        public static Times watching(Duration watch) {
            return new Times(Duration.ofSeconds(60), watch, Duration.ofSeconds(1));
        }
    }

    /** @param signs what is looked at */
    public HealthGate(Signs signs, Times times) {
        this.signs = signs;
        this.times = times;
    }

    /** @return how the Box is now; blocks for some seconds at most */
    public Vitals look() throws InterruptedException {
        return signs.look();
    }

    /**
     * Blocks until it has been well for as long as it is watched: a moment in which something is ill is forgiven if it is well at the end.
     *
     * @param changed bundles of which each service has to stay
     * @param near bundles that the change may have reached: what the others miss of the outside is not held against it
     * @throws Unwell it is not, or not any more; says what
     */
    public void pass(Demand demand, Set<String> changed, Set<String> near) throws Unwell, InterruptedException {
        Vitals first = become(demand, changed, near);
        Demand all = demand.and(Demand.lasting(first, changed));
        long begin = System.nanoTime();
        long well = begin;
        while (true) {
            Thread.sleep(times.pause().toMillis());
            List<Lack> missing = all.missing(signs.look());
            long now = System.nanoTime();
            if (excused(missing, near)) {
                well = now;
                if (now - begin >= times.watch().toNanos()) {
                    return;
                }
            } else if (now - well > times.patience().toNanos()) {
                throw new Unwell(missing, changed);
            }
        }
    }

    /**
     * Blocks until it is well; nothing is watched after that.
     *
     * @param changed bundles whose code is another
     * @param near as for {@link #pass}
     * @return how it is then
     * @throws Unwell it is not in time; says what is missing
     */
    public Vitals become(Demand demand, Set<String> changed, Set<String> near) throws Unwell, InterruptedException {
        long begin = System.nanoTime();
        while (true) {
            Vitals now = signs.look();
            List<Lack> missing = demand.missing(now);
            if (missing.isEmpty()) {
                return now;
            }
            if (System.nanoTime() - begin > times.patience().toNanos()) {
                if (!excused(missing, near)) {
                    throw new Unwell(missing, changed);
                }
                LOG.warn("it is taken to be the outside, and not the change: {}", Lack.words(missing));
                return now;
            }
            Thread.sleep(times.pause().toMillis());
        }
    }

    private static boolean excused(List<Lack> missing, Set<String> near) {
        return missing.stream().allMatch(each -> each.excused(near));
    }
}

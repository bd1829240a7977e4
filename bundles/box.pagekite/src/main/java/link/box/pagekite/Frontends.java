package link.box.pagekite;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The candidates, with what is known of them: how long a connection took, and which have failed us lately. Thread-safe.
 *
 * <p>One that only IPv6 reaches comes after all others, however near it is: many visitors have none. A name with addresses of both kinds
 * is one machine, so those of IPv6 count only while none of IPv4 is reached.
 */
final class Frontends {
    /** How long one that has failed comes last. */
    private static final Duration SHY = Duration.ofMinutes(2);
    /** By how much another has to be nearer, and how often in a row. */
    private static final int TIMES = 2;
    private static final Duration NEARER = Duration.ofMillis(20);
    private static final int ROUNDS = 3;

    private final Map<Candidate, Long> connects = new HashMap<>();
    private final Map<Candidate, Long> failures = new HashMap<>();
    private List<Candidate> candidates = List.of();
    private Candidate ahead;
    private int rounds;

    /** They have been looked up, those of IPv6 beside one of IPv4 included. */
    synchronized void know(List<Candidate> now) {
        candidates = now;
        connects.keySet().retainAll(now);
        failures.keySet().retainAll(now);
    }

    synchronized List<Candidate> all() {
        return candidates;
    }

    /** @return those that count now; more than one is a choice */
    synchronized List<Candidate> choice() {
        List<Candidate> first = candidates.stream().filter(this::isFirst).toList();
        List<Candidate> reached = candidates.stream().filter(each -> isReached(each)).toList();
        return first.stream().allMatch(this::isUnreached) && !reached.isEmpty() ? reached : first;
    }

    /** @return whether it is not just another address of a machine that has one of IPv4 */
    synchronized boolean isFirst(Candidate one) {
        return one.isIpv4() || candidates.stream().noneMatch(each -> each.isIpv4() && each.name().equals(one.name()));
    }

    /** @return whether there is somewhere else to go */
    synchronized boolean hasOther(Candidate than) {
        return choice().stream().anyMatch(each -> !each.equals(than));
    }

    private boolean isReached(Candidate one) {
        return connects.containsKey(one) && !isUnreached(one);
    }

    private boolean isUnreached(Candidate one) {
        return connects.getOrDefault(one, 0L) == Long.MAX_VALUE;
    }

    /** A connection to it took so long. */
    synchronized void measured(Candidate one, Duration connect) {
        connects.put(one, connect.toNanos());
    }

    /** It was not reached. */
    synchronized void unmeasured(Candidate one) {
        connects.put(one, Long.MAX_VALUE);
    }

    /** It has disappointed. */
    synchronized void failed(Candidate one, long nanos) {
        failures.put(one, nanos);
    }

    /** @return whether none is left that has not failed lately */
    synchronized boolean isWorn(long nanos) {
        return choice().stream().allMatch(each -> isShy(each, nanos));
    }

    /** @return where to fly: the nearest of those that have not failed lately, or else the one that failed longest ago */
    synchronized Candidate best(long nanos) {
        return choice().stream().min(order(nanos)).orElseThrow();
    }

    /** @return where to fly instead; empty if there is no other, or, unless it must be, only such as have failed lately */
    synchronized Optional<Candidate> other(Candidate than, boolean must, long nanos) {
        return choice().stream().filter(each -> !each.equals(than) && (must || !isShy(each, nanos))).min(order(nanos));
    }

    /**
     * To be called after each round of measurements.
     *
     * @return one that has been clearly nearer than this in several rounds, or that all of the world can reach, unlike this
     */
    synchronized Optional<Candidate> nearer(Candidate than, long nanos) {
        Optional<Candidate> forAll = other(than, false, nanos).filter(each -> each.isForAll() && !than.isForAll() && isReached(each));
        if (forAll.isPresent()) {
            return forAll;
        }
        Optional<Candidate> best = other(than, false, nanos).filter(each -> isNearer(each, than));
        rounds = best.isPresent() && best.get().equals(ahead) ? rounds + 1 : 1;
        ahead = best.orElse(null);
        return best.filter(each -> rounds >= ROUNDS);
    }

    private boolean isNearer(Candidate one, Candidate than) {
        Long near = connects.get(one);
        Long far = connects.get(than);
        return near != null && far != null && (one.isForAll() || !than.isForAll()) && near < far / TIMES
                && far - near >= NEARER.toNanos();
    }

    private boolean isShy(Candidate one, long nanos) {
        Long failed = failures.get(one);
        return failed != null && nanos - failed < SHY.toNanos();
    }

    private Comparator<Candidate> order(long nanos) {
        return Comparator.<Candidate, Boolean>comparing(each -> isShy(each, nanos))
                .thenComparing(this::isUnreached)
                .thenComparing(Candidate::isForAll, Comparator.reverseOrder())
                .thenComparingLong(each -> isShy(each, nanos) ? failures.get(each) - nanos : 0)
                .thenComparingLong(each -> connects.getOrDefault(each, Long.MAX_VALUE));
    }
}

package link.box.address.names;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A name of the pool. It stays bound to its target, and is given to another one only after it was withdrawn and no cache can hold what
 * it had.
 *
 * @param label below the main name
 * @param standing what is known of its records
 * @param taint what caches may have seen at it, as text, and for how long yet; counts down while the name is free only
 * @param unknown for how long caches may yet hold something that nobody remembers
 * @param used a number that grows with each use, to find what has rested longest
 */
record Mirror(String label, Standing standing, Map<String, Duration> taint, Duration unknown, long used) {

    /** What the zone has at a name. */
    enum Standing {
        /** Nothing; the withdrawal was acknowledged. */ FREE,
        /** What its one taint says; acknowledged. */ BOUND,
        /** One of its taints, or nothing: a call has not been acknowledged. */ DIRTY
    }

    Mirror {
        taint = Map.copyOf(taint);
    }

    /** @return one that was never in the zone */
    static Mirror newborn(String label) {
        return new Mirror(label, Standing.FREE, Map.of(), Duration.ZERO, 0);
    }

    /** @return one of which nothing is remembered */
    static Mirror forgotten(String label, Duration hold) {
        return new Mirror(label, Standing.DIRTY, Map.of(), hold, 0);
    }

    boolean leadsTo(Target target) {
        return standing == Standing.BOUND && taint.containsKey(target.toString());
    }

    /** What a bound one leads to. */
    Target target() throws IOException {
        return Target.parse(taint.keySet().iterator().next());
    }

    /** Whether no cache can hold another value of it than this one. */
    boolean mayLeadTo(Target target) {
        boolean onlyThis = unknown.isZero() && taint.keySet().stream().allMatch(target.toString()::equals);
        return onlyThis && (standing == Standing.FREE || standing == Standing.DIRTY && isTaintedBy(target));
    }

    boolean isTaintedBy(Target target) {
        return taint.containsKey(target.toString());
    }

    boolean free() {
        return standing == Standing.FREE;
    }

    boolean dirty() {
        return standing == Standing.DIRTY;
    }

    static Duration outline(Duration left) {
        return left.isZero() ? left : Duration.ofNanos(1);
    }

    Mirror outline() {
        Map<String, Duration> targets = new TreeMap<>();
        taint.keySet().forEach(each -> targets.put(each, Duration.ZERO));
        return new Mirror(label, standing, targets, outline(unknown), used);
    }

    boolean counting() {
        return free() && !(taint.isEmpty() && unknown.isZero());
    }

    /** Before the call that binds it. */
    Mirror binding(Target target, Duration hold) {
        Map<String, Duration> next = new TreeMap<>(taint);
        next.put(target.toString(), hold);
        return new Mirror(label, Standing.DIRTY, next, unknown, used);
    }

    /** After the call that binds it. */
    Mirror bound(Target target, Duration hold, long use) {
        return new Mirror(label, Standing.BOUND, Map.of(target.toString(), hold), Duration.ZERO, use);
    }

    Mirror used(long use) {
        return new Mirror(label, standing, taint, unknown, use);
    }

    /** Before the call that withdraws it. */
    Mirror withdrawing() {
        return new Mirror(label, Standing.DIRTY, taint, unknown, used);
    }

    /** After the call that withdraws it: caches may have filled until now. */
    Mirror withdrawn(Duration hold) {
        Map<String, Duration> next = new TreeMap<>();
        taint.keySet().forEach(each -> next.put(each, hold));
        return new Mirror(label, Standing.FREE, next, unknown.isZero() ? unknown : hold, used);
    }

    Mirror passed(Duration time) {
        if (standing != Standing.FREE) {
            return this;
        }
        Map<String, Duration> next = new TreeMap<>();
        taint.forEach((target, left) -> left(left, time).ifPresent(rest -> next.put(target, rest)));
        return new Mirror(label, standing, next, left(unknown, time).orElse(Duration.ZERO), used);
    }

    private static Optional<Duration> left(Duration before, Duration time) {
        return Optional.of(before.minus(time)).filter(rest -> !rest.isNegative() && !rest.isZero());
    }
}

package link.box.address.names;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * What is known of the names; each step makes the next one of it. What is about to be asked of the zone is written down first.
 *
 * @param main what the main name leads to; empty while that is not known, for a call has not been acknowledged
 * @param left for how long caches may yet hold another value of the main name
 * @param pool the names of the pool
 * @param labels what has an address label, or may have one; the last used first
 */
record State(Optional<Target> main, Duration left, List<Mirror> pool, List<Target> labels) {

    State {
        pool = List.copyOf(pool);
        labels = List.copyOf(labels);
    }

    /** @return of a Box whose names nobody can have asked for */
    static State newborn(List<String> labels) {
        return new State(Optional.empty(), Duration.ZERO, labels.stream().map(Mirror::newborn).toList(), List.of());
    }

    /** @return after the state was lost */
    static State forgotten(List<String> labels, Duration hold) {
        return new State(Optional.empty(), hold, labels.stream().map(label -> Mirror.forgotten(label, hold)).toList(), List.of());
    }

    boolean leadsTo(Target target) {
        return main.filter(target::equals).isPresent();
    }

    boolean settled() {
        return main.isPresent() && left.isZero();
    }

    Optional<Mirror> mirror(Target target) {
        return pool.stream().filter(each -> each.leadsTo(target)).findFirst();
    }

    /** @return which name of the pool may be bound to it: one that caches know so already, or else what has rested longest */
    Optional<Mirror> candidate(Target target) {
        return pool.stream().filter(each -> each.mayLeadTo(target))
                .min(Comparator.comparing((Mirror each) -> !each.isTaintedBy(target)).thenComparingLong(Mirror::used));
    }

    /** Before the call that leads the names to it. */
    State leading(Target target, Optional<Mirror> mirror, Duration hold) {
        return new State(Optional.empty(), left, with(mirror, each -> each.binding(target, hold)), recent(target));
    }

    /** After that call. */
    State led(Target target, Optional<Mirror> mirror, Duration hold) {
        return new State(Optional.of(target), hold, with(mirror, each -> each.bound(target, hold, nextUse())), labels).use(target);
    }

    /** Before a name is given to the target of now. */
    State binding(Target target, Mirror mirror, Duration hold) {
        return new State(main, left, with(Optional.of(mirror), each -> each.binding(target, hold)), labels);
    }

    State bound(Target target, Mirror mirror, Duration hold) {
        return new State(main, left, with(Optional.of(mirror), each -> each.bound(target, hold, nextUse())), labels);
    }

    /** @return what has to be withdrawn: whatever is dirty, and if no name would be free then, the one bound name that rests longest */
    List<Mirror> excess(Target target) {
        List<Mirror> dirty = pool.stream().filter(Mirror::dirty).toList();
        if (!dirty.isEmpty() || pool.stream().anyMatch(Mirror::free)) {
            return dirty;
        }
        return pool.stream().filter(each -> !each.leadsTo(target)).min(Comparator.comparingLong(Mirror::used)).stream().toList();
    }

    State withdrawing(List<Mirror> mirrors) {
        return new State(main, left, each(mirrors, Mirror::withdrawing), labels);
    }

    State withdrawn(List<Mirror> mirrors, Duration hold) {
        return new State(main, left, each(mirrors, mirror -> mirror.withdrawn(hold)), labels);
    }

    State without(List<Target> old) {
        return new State(main, left, pool, labels.stream().filter(each -> !old.contains(each)).toList());
    }

    State passed(Duration time) {
        Duration rest = left.compareTo(time) > 0 ? left.minus(time) : Duration.ZERO;
        return new State(main, main.isEmpty() ? left : rest, pool.stream().map(each -> each.passed(time)).toList(), labels);
    }

    /** @return the same with no more of the times than whether they have passed */
    State outline() {
        return new State(main, Mirror.outline(left), pool.stream().map(Mirror::outline).toList(), labels);
    }

    /** Whether time makes a difference. */
    boolean counting() {
        return main.isPresent() && !left.isZero() || pool.stream().anyMatch(Mirror::counting);
    }

    /** @return with the names that the settings say; of a new one nothing is known */
    State withPool(Terms terms) {
        return new State(main, left, terms.labels().stream().map(label -> pool.stream()
                .filter(each -> each.label().equals(label)).findFirst().orElseGet(() -> Mirror.forgotten(label, terms.hold()))).toList(), labels);
    }

    private State use(Target target) {
        return new State(main, left, pool.stream().map(each -> each.leadsTo(target) ? each.used(nextUse()) : each).toList(), labels);
    }

    private long nextUse() {
        return 1 + pool.stream().mapToLong(Mirror::used).max().orElse(0);
    }

    private List<Target> recent(Target target) {
        List<Target> next = new ArrayList<>(labels);
        next.remove(target);
        next.add(0, target);
        return next;
    }

    private List<Mirror> with(Optional<Mirror> mirror, UnaryOperator<Mirror> change) {
        return each(mirror.stream().toList(), change);
    }

    private List<Mirror> each(List<Mirror> mirrors, UnaryOperator<Mirror> change) {
        List<String> chosen = mirrors.stream().map(Mirror::label).toList();
        return pool.stream().map(each -> chosen.contains(each.label()) ? change.apply(each) : each).toList();
    }
}

package link.box.address.names;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import link.box.api.dns.RecordSet;
import link.box.api.dns.Zone;
import link.box.api.identity.BoxNames;
import link.box.api.net.LocalAddresses;
import link.box.api.net.PublishedAddress;
import link.box.api.work.RetryAfter;

/**
 * Has the zone lead the Box's names to its address, and says which of them may be told. Blocks for zone and disk; for one thread at a
 * time. Any call may fail or never come back: what is known is on disk before it.
 */
public final class Names {
    /** A zone server that lost its memory gets the records back within so long. */
    private static final Duration AGAIN = Duration.ofHours(1);
    /** A put from before may still be on its way to a server that cannot refuse it, and arrive after ours: then ours comes once more. */
    private static final Duration LAST_WORD = Duration.ofSeconds(5);
    private static final Duration SAVE = Duration.ofMinutes(5);

    private final Zone zone;
    private final BoxNames names;
    private final Terms usual;
    private final LongSupplier nanos;
    private final Memory memory;
    private Terms terms;
    private Abilities abilities;
    private long time;
    private long saved;
    private long refresh;

    /**
     * Reads nothing yet.
     *
     * @param memory what is known, on disk
     * @param terms the names and how long caches hold them
     * @param nanos a clock that never jumps
     */
    public Names(Zone zone, BoxNames names, Memory memory, Terms terms, LongSupplier nanos) {
        this.zone = zone;
        this.names = names;
        this.memory = memory;
        this.usual = terms;
        this.terms = terms;
        this.nanos = nanos;
        this.time = nanos.getAsLong();
        this.saved = time;
        this.refresh = time;
    }

    /**
     * Makes the names lead to the first usable addresses.
     *
     * @param tell what is true now, each time it changes; empty while the names are on their way
     * @throws IOException it did not come true, or not all of it; what was told is true all the same
     */
    public void follow(LocalAddresses addresses, Consumer<Optional<PublishedAddress>> tell) throws IOException, RetryAfter {
        pass();
        Target whole = Target.of(addresses).orElseThrow(() -> new IOException("none of the addresses can be published"));
        Optional<Target> known = Stream.concat(Stream.of(whole), whole.withoutIpv6().stream()).filter(memory.state()::leadsTo).findFirst();
        tell.accept(known.map(this::told));
        abilities = new Abilities(zone.can());
        terms = abilities.pool() ? usual : usual.atV1();
        Target target = abilities.reduce(whole);
        if (!memory.state().leadsTo(target)) {
            tell.accept(Optional.empty());
            lead(target);
        }
        tell.accept(Optional.of(told(target)));
        if (abilities.pool()) {
            bindOne(target);
            tell.accept(Optional.of(told(target)));
            withdraw(target);
        }
        refresh(target);
    }

    /** @return when to look again, if nothing happens before */
    public Duration next() {
        Duration untilRefresh = Duration.ofNanos(Math.max(0, refresh - nanos.getAsLong()));
        Duration look = memory.state().counting() ? SAVE : AGAIN;
        Duration left = memory.state().main().isPresent() && !memory.state().settled() ? memory.state().left() : look;
        return Stream.of(untilRefresh, look, left).min(Duration::compareTo).orElseThrow();
    }

    /** Time counts while this runs; what the wall clock says, or how long the Box was off, does not. */
    private void pass() {
        memory.load(usual);
        boolean settled = memory.state().settled();
        elapse();
        if (settled != memory.state().settled() || memory.state().counting() && time - saved >= SAVE.toNanos()) {
            saved = time;
            memory.save(memory.state());
        }
    }

    private void elapse() {
        long now = nanos.getAsLong();
        memory.set(memory.state().passed(Duration.ofNanos(now - time)));
        time = now;
    }

    private void lead(Target target) throws IOException, RetryAfter {
        State before = memory.state();
        boolean bind = abilities.pool() && before.mirror(target).isEmpty();
        Optional<Mirror> mirror = bind ? before.candidate(target) : Optional.empty();
        if (!memory.keep(before.leading(target, mirror, terms.hold()))) {
            mirror = Optional.empty(); // a name that nobody remembers is not bound
            memory.set(before.leading(target, mirror, terms.hold()));
        }
        List<RecordSet> sets = new ArrayList<>(main(target));
        mirror.ifPresent(each -> sets.addAll(target.at(names.below(each.label()), terms.ttl())));
        put(sets);
        memory.keepOrSet(memory.state().led(target, mirror, terms.hold()));
        refresh = nanos.getAsLong() + (abilities.pool() ? AGAIN : LAST_WORD).toNanos();
    }

    private void bindOne(Target target) throws IOException, RetryAfter {
        Optional<Mirror> mirror = memory.state().mirror(target).isPresent() ? Optional.empty() : memory.state().candidate(target);
        if (mirror.isEmpty() || !memory.keep(memory.state().binding(target, mirror.get(), terms.hold()))) {
            return;
        }
        put(target.at(names.below(mirror.get().label()), terms.ttl()));
        memory.keepOrSet(memory.state().bound(target, mirror.get(), terms.hold()));
    }

    /** Leaves a free name for the next address, and takes the oldest address labels out of the zone. */
    private void withdraw(Target target) throws IOException, RetryAfter {
        List<Mirror> mirrors = memory.state().excess(target);
        List<Target> labels = memory.state().labels().stream().skip(Terms.LABELS).toList();
        if (mirrors.isEmpty() && labels.isEmpty() || !memory.keep(memory.state().withdrawing(mirrors))) {
            return;
        }
        put(Stream.concat(mirrors.stream().map(Mirror::label), labels.stream().map(Target::label)).map(names::below)
                .flatMap(name -> Target.nothing(name, terms.ttl()).stream()).toList());
        memory.keepOrSet(memory.state().withdrawn(mirrors, terms.hold()).without(labels));
    }

    /** Puts again what was acknowledged, each as it is. */
    private void refresh(Target target) throws IOException, RetryAfter {
        if (nanos.getAsLong() < refresh) {
            return;
        }
        List<RecordSet> sets = new ArrayList<>(main(target));
        if (abilities.pool()) {
            for (Mirror each : memory.state().pool()) {
                if (each.standing() == Mirror.Standing.BOUND) {
                    sets.addAll(Target.parse(each.taint().keySet().iterator().next()).at(names.below(each.label()), terms.ttl()));
                }
            }
        }
        put(sets);
        refresh = nanos.getAsLong() + AGAIN.toNanos();
    }

    private List<RecordSet> main(Target target) {
        return Stream.of(target.at(names.below(target.label()), Terms.FOR_GOOD), target.at(names.main(), terms.ttl()),
                target.at(names.local(), terms.ttl())).flatMap(List::stream).toList();
    }

    private void put(List<RecordSet> sets) throws IOException, RetryAfter {
        zone.put(sets.stream().filter(abilities::holds).toList());
        elapse(); // what begins with the acknowledgement does not begin before it
    }

    private PublishedAddress told(Target target) {
        return Told.of(memory.state(), target, names, abilities == null || abilities.pool());
    }
}

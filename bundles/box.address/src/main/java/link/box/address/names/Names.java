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
    /**
     * A put from before may still be on its way to a server that cannot refuse it, and arrive after ours, even after it was given up: then
     * ours comes once more, after each of these pauses. The last comes first.
     */
    private static final List<Duration> LAST_WORDS = List.of(Duration.ofSeconds(75), Duration.ofSeconds(40), Duration.ofSeconds(5));
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
    private int lastWords;

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
        Optional<Target> whole = Target.of(addresses);
        Stream<Target> forms = Stream.concat(whole.stream(), whole.flatMap(Target::withoutIpv6).stream());
        tell.accept(forms.filter(memory.state()::leadsTo).findFirst().map(this::told));
        abilities = new Abilities(zone.can());
        terms = abilities.pool() ? usual : usual.atV1();
        Target target = abilities.reduce(whole.orElseThrow(() -> new IOException("none of the Box's addresses is a home's: neither "
                + "private IPv4 (RFC 1918) nor lasting IPv6. Put the Box behind a router, or choose the interface (address.interface)")));
        if (!memory.state().leadsTo(target)) {
            tell.accept(Optional.empty());
            lead(target, tell);
        }
        tell.accept(Optional.of(told(target)));
        if (abilities.pool()) {
            bindOne(target);
            tell.accept(Optional.of(told(target)));
        }
        refresh(target);
        if (abilities.pool()) {
            withdraw(target);
        }
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

    private void lead(Target target, Consumer<Optional<PublishedAddress>> tell) throws IOException, RetryAfter {
        State before = memory.state();
        boolean bind = abilities.pool() && before.mirror(target).isEmpty();
        Optional<Mirror> mirror = bind ? before.candidate(target) : Optional.empty();
        if (!memory.keep(before.leading(target, mirror, terms.hold()))) {
            throw onlyLabel(target, tell);
        }
        List<Target> surplus = memory.state().labels().stream().skip(Terms.LABELS).toList();
        List<RecordSet> sets = new ArrayList<>(main(target));
        mirror.ifPresent(each -> sets.addAll(target.at(names.below(each.label()), terms.ttl())));
        surplus.forEach(each -> sets.addAll(Target.nothing(names.below(each.label()), terms.ttl())));
        put(sets);
        memory.keepOrSet(memory.state().led(target, mirror, terms.hold()).without(surplus));
        lastWords = abilities.pool() ? 0 : LAST_WORDS.size();
        planRefresh();
    }

    /** What nobody will remember is not done; the label needs no memory. */
    private IOException onlyLabel(Target target, Consumer<Optional<PublishedAddress>> tell) throws IOException, RetryAfter {
        put(target.at(names.below(target.label()), Terms.FOR_GOOD));
        tell.accept(Optional.of(Told.label(target, names)));
        return memory.refused("only " + names.below(target.label()) + " leads to the address");
    }

    private void bindOne(Target target) throws IOException, RetryAfter {
        Optional<Mirror> mirror = memory.state().mirror(target).isPresent() ? Optional.empty() : memory.state().candidate(target);
        if (mirror.isEmpty() || !memory.keep(memory.state().binding(target, mirror.get(), terms.hold()))) {
            return;
        }
        put(target.at(names.below(mirror.get().label()), terms.ttl()));
        memory.keepOrSet(memory.state().bound(target, mirror.get(), terms.hold()));
    }

    /** Leaves a free name for the next address. */
    private void withdraw(Target target) throws IOException, RetryAfter {
        List<Mirror> mirrors = memory.state().excess(target);
        if (mirrors.isEmpty()) {
            return;
        }
        if (!memory.keep(memory.state().withdrawing(mirrors))) {
            throw memory.refused("the names of the pool stay as they are");
        }
        put(mirrors.stream().map(each -> names.below(each.label())).flatMap(name -> Target.nothing(name, terms.ttl()).stream()).toList());
        memory.keepOrSet(memory.state().withdrawn(mirrors, terms.hold()));
    }

    /** Puts again what was acknowledged, each as it is. */
    private void refresh(Target target) throws IOException, RetryAfter {
        if (nanos.getAsLong() < refresh) {
            return;
        }
        List<RecordSet> sets = new ArrayList<>(main(target));
        Optional<Mirror> current = abilities.pool() ? memory.state().mirror(target) : Optional.empty();
        current.ifPresent(each -> sets.addAll(target.at(names.below(each.label()), terms.ttl())));
        put(sets);
        if (abilities.pool()) {
            refreshOthers(target);
        }
        planRefresh();
    }

    /** A name that the server does not take any more, such as one of a network that the Box has left, is withdrawn. */
    private void refreshOthers(Target target) throws IOException, RetryAfter {
        for (Mirror each : memory.state().pool()) {
            if (each.standing() == Mirror.Standing.BOUND && !each.leadsTo(target)) {
                try {
                    put(each.target().at(names.below(each.label()), terms.ttl()));
                } catch (IOException e) {
                    memory.keep(memory.state().withdrawing(List.of(each)));
                }
            }
        }
    }

    private void planRefresh() {
        refresh = nanos.getAsLong() + (lastWords > 0 ? LAST_WORDS.get(--lastWords) : AGAIN).toNanos();
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

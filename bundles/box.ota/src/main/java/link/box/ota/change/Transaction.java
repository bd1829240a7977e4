package link.box.ota.change;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import link.box.common.file.DiskWords;
import link.box.common.release.Exports;
import link.box.common.release.HotRule;
import link.box.common.release.Journal;
import link.box.common.release.Journal.State;
import link.box.common.release.Release;
import link.box.common.release.StartedSet;
import link.box.ota.change.Before.Way;
import link.box.ota.change.Outcome.Kind;
import link.box.ota.health.Demand;
import link.box.ota.health.Failed;
import link.box.ota.health.HealthGate;
import link.box.ota.health.Vitals;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.FrameworkWiring;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes the running set to another one, or not at all (docs/adr/033): refuses, changes it hot, or plans a restart. Methods block for
 * minutes and end early when interrupted; one at a time.
 */
final class Transaction {
    private static final Logger LOG = LoggerFactory.getLogger("box.ota");
    private static final String OWNER = "by the owner";
    private static final String NOT_STARTED = "it was not started, and that could not be noted at once";
    private static final String NOT_NOTED = "the disk took no note that it was to be started, so it was not";

    private final Ledger ledger;
    private final Sets sets;
    private final Room room;
    private final HotSwap swap;
    private final HealthGate gate;
    private final Restart restart;
    private final Bundle system;

    Transaction(Ledger ledger, Sets sets, Room room, HotSwap swap, HealthGate gate, Restart restart, Bundle system) {
        this.ledger = ledger;
        this.sets = sets;
        this.room = room;
        this.swap = swap;
        this.gate = gate;
        this.restart = restart;
        this.system = system;
    }

    /** As {@link Changes#to}. */
    Outcome to(Release release, boolean wanted) throws InterruptedException {
        try {
            Journal journal = started();
            if (journal.current() == release.sequence() && journal.state() != State.APPLYING) {
                return new Outcome(Kind.DONE, SetName.of(release.sequence()) + " runs already");
            }
            return change(journal, release.sequence(), sets.of(release), wanted || release.restart(), UnaryOperator.identity());
        } catch (IOException e) {
            return later(DiskWords.of(e));
        }
    }

    /** As {@link Changes#back}. */
    Outcome back() throws InterruptedException {
        try {
            Journal journal = started();
            long left = journal.current();
            if (journal.state() == State.TRIAL && journal.tries() > 0) {
                StartedSet.changes();
                Journal back = ledger.step(now -> now.back(OWNER));
                return announce(back.current(), "the owner does not want " + SetName.of(left));
            }
            if (journal.previous() >= left) {
                return untouched("nothing is known that ran before " + SetName.of(left));
            }
            return change(journal, journal.previous(), sets.of(journal.previous()), false, now -> now.refusing(left, OWNER));
        } catch (IOException e) {
            return later(DiskWords.of(e));
        }
    }

    /**
     * Goes on with what was begun before this bundle was started: as its heir, or after a start by the launcher.
     *
     * @throws IOException the disk takes nothing: nothing is decided, and it may be called again
     */
    void resume() throws IOException, InterruptedException {
        Journal journal = started();
        if (journal.state() == State.APPLYING) {
            inherit(journal, journal.next().orElseThrow());
        } else if (journal.state() == State.TRIAL && journal.tries() > 0) {
            prove(journal);
        }
    }

    /** @return the journal of what really runs: never is a set taken for another one */
    private Journal started() throws IOException {
        Journal journal = ledger.journal();
        if (!StartedSet.differs(journal)) {
            return journal;
        }
        Optional<Postponed> untried = StartedSet.untried(journal)
                ? Optional.of(Postponed.after(ledger.postponed(), journal.current(), NOT_NOTED)) : Optional.empty();
        Journal fitting = ledger.step(now -> fitting(now, untried.filter(Postponed::last)));
        if (untried.isPresent()) { // only now: each failure to note it must not count as another time
            ledger.write(untried.get());
        }
        LOG.warn("{} runs, not what the journal said; that is noted now", SetName.of(fitting.current()));
        return fitting;
    }

    private static Journal fitting(Journal journal, Optional<Postponed> given) {
        Journal fitting = StartedSet.fitting(journal, NOT_STARTED);
        return given.isPresent() ? fitting.refusing(given.get().set(), given.get().why()) : fitting;
    }

    private Outcome change(Journal journal, long set, List<Member> wanted, boolean vendor, UnaryOperator<Journal> note)
            throws IOException, InterruptedException {
        if (journal.state() == State.APPLYING || journal.state() == State.TRIAL && journal.tries() > 0) {
            return untouched(SetName.of(journal.next().orElse(journal.current())) + " is not settled yet; it will be in a few minutes");
        }
        SwapPlan plan = SwapPlan.between(sets.of(journal.current()), wanted);
        sets.check(plan);
        Optional<String> lacking = lacking(plan, wanted);
        if (lacking.isPresent()) {
            ledger.step(now -> now.refusing(set, lacking.get()));
            return untouched(lacking.get());
        }
        Optional<String> why = vendor ? Optional.of("its vendor wants it")
                : restart(plan);
        if (why.isEmpty()) {
            room.check(plan);
        }
        Before before = new Before(set, why.isPresent() ? Way.RESTARTED : Way.SELF, gate.look(),
                Near.of(system.getBundleContext(), plan.replaced()));
        ledger.write(before);
        StartedSet.changes();
        if (why.isPresent()) {
            ledger.step(now -> note.apply(now).trial(set));
            return announce(set, SetName.of(set) + " takes a restart: " + why.get());
        }
        ledger.step(now -> note.apply(now).applying(set));
        Outcome outcome = swap.run(plan, before);
        prune();
        return outcome;
    }

    private Optional<String> restart(SwapPlan plan) throws IOException {
        List<Bundle> there = List.of(system.getBundleContext().getBundles());
        Set<String> left = new TreeSet<>(ledger.leftOut());
        there.forEach(bundle -> left.remove(bundle.getSymbolicName()));
        left.retainAll(plan.wanted());
        return left.isEmpty() ? HotRule.restart(system.adapt(FrameworkWiring.class), there, plan.replaced())
                : Optional.of(String.join(", ", left) + " is left out now, and only a start finds out what the Box gets on with");
    }

    private Optional<String> lacking(SwapPlan plan, List<Member> wanted) throws IOException {
        if (plan.removed().contains(SwapPlan.OWN)) {
            return Optional.of("without " + SwapPlan.OWN + " it would be the last one: the Box could not be updated any more");
        }
        Exports exports = new Exports(system, wanted.stream().map(Member::jar).toList());
        Optional<String> clash = exports.clash(plan.changed());
        return clash.isPresent() ? clash : new Imports(exports).missing(wanted, plan.changed());
    }

    private void inherit(Journal journal, long next) throws IOException, InterruptedException {
        Optional<Before> before = ledger.before(next).filter(each -> each.way() == Way.HEIR);
        if (before.isEmpty()) {
            restart("the change to " + SetName.of(next) + " was interrupted");
            return;
        }
        swap.inherit(SwapPlan.between(sets.of(journal.current()), sets.of(next)), before.get());
        prune();
    }

    private void prove(Journal journal) throws IOException, InterruptedException {
        SwapPlan plan = SwapPlan.between(before(journal), sets.of(journal.current()));
        try {
            pass(plan, ledger.before(journal.current()), journal.firstStart());
            ledger.step(Journal::settled);
            LOG.info("{} is proven", SetName.of(journal.current()));
            prune();
        } catch (Failed e) {
            StartedSet.changes();
            if (!e.excused()) {
                ledger.step(now -> now.back(e.getMessage()));
            } else {
                ledger.postpone(Postponed.after(ledger.postponed(), journal.current(), e.getMessage()));
            }
            restart(SetName.of(journal.current()) + " is not well: " + e.getMessage());
        }
    }

    /** @return what ran before; nothing, so that all is new, if that cannot be read any more: it says nothing of what runs now */
    private List<Member> before(Journal journal) {
        try {
            return sets.of(journal.previous());
        } catch (IOException e) {
            LOG.warn("{} cannot be read, which ran before: {}", SetName.of(journal.previous()), DiskWords.of(e));
            return List.of();
        }
    }

    private void pass(SwapPlan plan, Optional<Before> before, boolean firstStart) throws Failed, InterruptedException {
        Optional<Before> planned = before.filter(each -> each.way() == Way.RESTARTED && firstStart);
        if (planned.isPresent()) {
            Demand demand = Demand.asBefore(planned.get().vitals(), plan.changed(), plan.removed());
            gate.pass(demand, plan.changed(), planned.get().near());
        } else {
            gate.pass(Demand.started(before.map(Before::vitals).orElse(Vitals.NONE)), plan.changed(), Set.of());
        }
    }

    private Outcome announce(long set, String why) throws InterruptedException {
        restart.announced(set, why);
        return new Outcome(Kind.RESTARTING, why);
    }

    private Outcome restart(String why) {
        LOG.warn("the Box restarts: {}", why);
        restart.begin();
        return new Outcome(Kind.RESTARTING, why);
    }

    private static Outcome later(String why) {
        LOG.warn("nothing is changed, and it is tried again: {}", why);
        return new Outcome(Kind.LATER, "nothing was changed: " + why);
    }

    private static Outcome untouched(String why) {
        LOG.warn("nothing is changed: {}", why);
        return new Outcome(Kind.REFUSED, "nothing was changed: " + why);
    }

    private void prune() {
        try {
            ledger.prune();
        } catch (IOException e) {
            LOG.warn("old releases cannot be removed: {}", DiskWords.of(e));
        }
    }
}

package link.box.ota;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import link.box.common.file.DiskWords;
import link.box.common.release.Exports;
import link.box.common.release.HotRule;
import link.box.common.release.Journal;
import link.box.common.release.Journal.State;
import link.box.common.release.Release;
import link.box.common.release.StartedSet;
import link.box.ota.Before.Way;
import link.box.ota.Outcome.Kind;
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

    private final Ledger ledger;
    private final Sets sets;
    private final HotSwap swap;
    private final HealthGate gate;
    private final Restart restart;
    private final Bundle system;

    Transaction(Ledger ledger, Sets sets, HotSwap swap, HealthGate gate, Restart restart, Bundle system) {
        this.ledger = ledger;
        this.sets = sets;
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
                return new Outcome(Kind.DONE, Told.name(release.sequence()) + " runs already");
            }
            return change(journal, release.sequence(), sets.of(release), wanted || release.restart(), UnaryOperator.identity());
        } catch (IOException e) {
            return untouched(DiskWords.of(e));
        }
    }

    /** As {@link Changes#back}. */
    Outcome back() throws InterruptedException {
        try {
            Journal journal = started();
            long left = journal.current();
            if (journal.state() == State.TRIAL && journal.tries() > 0) {
                StartedSet.changes();
                ledger.step(now -> now.back(OWNER));
                return restart("the owner does not want " + Told.name(left));
            }
            if (journal.previous() == left) {
                return untouched("nothing is known that ran before");
            }
            return change(journal, journal.previous(), sets.of(journal.previous()), false, now -> now.refusing(left, OWNER));
        } catch (IOException e) {
            return untouched(DiskWords.of(e));
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
        Journal fitting = ledger.step(now -> StartedSet.fitting(now, NOT_STARTED));
        LOG.warn("{} runs, not what the journal said; that is noted now", Told.name(fitting.current()));
        return fitting;
    }

    private Outcome change(Journal journal, long set, List<Member> wanted, boolean vendor, UnaryOperator<Journal> note)
            throws IOException, InterruptedException {
        if (journal.state() == State.APPLYING || journal.state() == State.TRIAL && journal.tries() > 0) {
            return untouched(Told.name(journal.next().orElse(journal.current())) + " is not settled yet; it will be in a few minutes");
        }
        SwapPlan plan = SwapPlan.between(sets.of(journal.current()), wanted);
        sets.check(plan);
        Optional<String> lacking = lacking(plan, wanted);
        if (lacking.isPresent()) {
            ledger.step(now -> now.refusing(set, lacking.get()));
            return untouched(lacking.get());
        }
        Optional<String> why = vendor ? Optional.of("its vendor wants it")
                : HotRule.restart(system.adapt(FrameworkWiring.class), List.of(system.getBundleContext().getBundles()), plan.replaced());
        Before before = new Before(set, why.isPresent() ? Way.RESTARTED : Way.SELF, gate.look());
        ledger.write(before);
        StartedSet.changes();
        if (why.isPresent()) {
            ledger.step(now -> note.apply(now).trial(set));
            return restart(Told.name(set) + " takes a restart: " + why.get());
        }
        ledger.step(now -> note.apply(now).applying(set));
        Outcome outcome = swap.run(plan, before);
        prune();
        return outcome;
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
            restart("the change to " + Told.name(next) + " was interrupted");
            return;
        }
        swap.inherit(SwapPlan.between(sets.of(journal.current()), sets.of(next)), before.get());
        prune();
    }

    private void prove(Journal journal) throws IOException, InterruptedException {
        SwapPlan plan = SwapPlan.between(sets.of(journal.previous()), sets.of(journal.current()));
        Demand demand = ledger.before(journal.current()).filter(each -> each.way() == Way.RESTARTED && journal.tries() == 1)
                .map(each -> Demand.asBefore(each.vitals(), plan.changed(), plan.removed())).orElseGet(Demand::started);
        try {
            gate.pass(demand, plan.changed());
            ledger.step(Journal::settled);
            LOG.info("{} is proven", Told.name(journal.current()));
            prune();
        } catch (SwapFailed e) {
            StartedSet.changes();
            ledger.step(now -> now.back(e.getMessage()));
            restart(Told.name(journal.current()) + " is not well: " + e.getMessage());
        }
    }

    private Outcome restart(String why) {
        LOG.warn("the Box restarts: {}", why);
        restart.begin();
        return new Outcome(Kind.RESTARTING, why);
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

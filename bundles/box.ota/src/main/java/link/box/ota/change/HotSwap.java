package link.box.ota.change;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import link.box.api.release.Updates;
import link.box.common.file.DiskWords;
import link.box.common.release.Journal;
import link.box.ota.change.Outcome.Kind;
import link.box.ota.health.Blocked;
import link.box.ota.health.Demand;
import link.box.ota.health.Failed;
import link.box.ota.health.HealthGate;
import link.box.ota.health.Unwell;
import link.box.ota.health.Vitals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Changes bundles while the others run, and puts all of it back if that does not go well. Where box.ota itself was replaced, or the
 * framework hangs, the way back is a restart.
 */
final class HotSwap {
    private static final Logger LOG = LoggerFactory.getLogger("box.ota");

    private final Ledger ledger;
    private final Hands hands;
    private final HealthGate gate;
    private final Restart restart;
    private final Runnable farewell;
    private final Patient patient;
    private volatile boolean handedOver;

    /**
     * @param farewell done before this bundle itself is replaced: afterwards its jar is closed, and no class of it can be loaded
     * @param patient keeps on writing on a disk that is full
     */
    HotSwap(Ledger ledger, Hands hands, HealthGate gate, Restart restart, Runnable farewell, Patient patient) {
        this.ledger = ledger;
        this.hands = hands;
        this.gate = gate;
        this.restart = restart;
        this.farewell = farewell;
        this.patient = patient;
    }

    /** @return whether this bundle is being replaced, so that its stop does not end the change */
    boolean handedOver() {
        return handedOver;
    }

    /**
     * Blocks for minutes. The journal says {@code APPLYING}.
     *
     * @throws InterruptedException the framework stops: the next start finds the old set in the journal
     */
    Outcome run(SwapPlan plan, Before before) throws InterruptedException {
        Deque<SwapStep> done = new ArrayDeque<>();
        try {
            for (SwapStep step : plan.steps()) {
                LOG.info("{}", step);
                if (step.name().equals(SwapPlan.OWN) && step.changesCode()) {
                    handOver(before);
                }
                done.push(step);
                hands.take(step);
            }
        } catch (Blocked e) {
            return giveUp(before, e);
        } catch (Failed | IOException | RuntimeException | LinkageError e) {
            return putBack(done, before, failed(e));
        }
        return handedOver ? leave(before) : prove(plan, before, done);
    }

    private Outcome leave(Before before) throws InterruptedException {
        if (!hands.serves(SwapPlan.OWN, Updates.class.getName())) {
            return giveUp(before, new Failed("the new " + SwapPlan.OWN + " does not come up", null, false));
        }
        return new Outcome(Kind.RESTARTING, "the new " + SwapPlan.OWN + " goes on");
    }

    /** Blocks for minutes: goes on where the bundle that this one has replaced had to end. */
    Outcome inherit(SwapPlan plan, Before before) throws InterruptedException {
        handedOver = true;
        try {
            return prove(plan, before, new ArrayDeque<>());
        } finally {
            handedOver = false; // the next change is all its own
        }
    }

    private Outcome prove(SwapPlan plan, Before before, Deque<SwapStep> done) throws InterruptedException {
        try {
            gate.pass(Demand.asBefore(before.vitals(), plan.changed(), plan.removed()), plan.changed(), before.near());
            patient.keep(() -> ledger.step(journal -> journal.trial(before.set())));
            LOG.info("{} runs; it is proven by the next start", SetName.of(before.set()));
            return new Outcome(Kind.DONE, SetName.of(before.set()) + " runs");
        } catch (Failed | IOException | RuntimeException e) {
            return putBack(done, before, failed(e));
        }
    }

    private void handOver(Before before) throws IOException {
        farewell.run();
        handedOver = true;
        ledger.write(new Before(before.set(), Before.Way.HEIR, before.vitals(), before.near()));
    }

    private Outcome putBack(Deque<SwapStep> done, Before before, Failed why) throws InterruptedException {
        if (handedOver) {
            return giveUp(before, why);
        }
        LOG.warn("{} is not taken, and what ran before is put back: {}", SetName.of(before.set()), why.getMessage());
        try {
            while (!done.isEmpty()) {
                hands.take(done.pop().undo());
            }
            Vitals after = gate.become(Demand.asBefore(before.vitals(), Set.of(), Set.of()), Set.of(), Set.of());
            boolean excused = why.excused() || why instanceof Unwell unwell && unwell.stays(after);
            Postponed postponed = Postponed.after(ledger.postponed(), before.set(), why.getMessage());
            return patient.keep(() -> note(postponed, excused));
        } catch (Failed | IOException | RuntimeException e) {
            return giveUp(before, new Failed(why.getMessage() + "; and it could not be put back: " + DiskWords.of(e), e, why.excused()));
        }
    }

    /** May be called again for what the disk did not take. */
    private Outcome note(Postponed postponed, boolean excused) throws IOException {
        boolean again = excused && ledger.postpone(postponed);
        if (!excused) {
            ledger.step(journal -> journal.back(postponed.why()));
        }
        return new Outcome(again ? Kind.LATER : Kind.REFUSED,
                SetName.of(postponed.set()) + " was not well, and what ran before runs again: " + postponed.why());
    }

    /** If even the journal cannot be written it still says {@code APPLYING}, and the next start takes the old set all the same. */
    private Outcome giveUp(Before before, Failed why) {
        LOG.warn("the Box restarts with what ran before the change: {}", why.getMessage());
        try {
            if (ledger.journal().state() == Journal.State.APPLYING) {
                note(Postponed.after(ledger.postponed(), before.set(), why.getMessage()), why.excused());
            }
        } catch (IOException e) {
            LOG.warn("the journal of updates cannot be written: {}", DiskWords.of(e));
        }
        restart.begin();
        return new Outcome(Kind.RESTARTING, "the Box restarts with what ran before: " + why.getMessage());
    }

    /** A full disk is not the set's fault. */
    private static Failed failed(Throwable failure) {
        return failure instanceof Failed known ? known : new Failed(DiskWords.of(failure), failure, failure instanceof IOException);
    }
}

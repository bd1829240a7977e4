package link.box.ota;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import link.box.common.file.DiskWords;
import link.box.common.release.Journal;
import link.box.ota.Outcome.Kind;
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
    private volatile boolean handedOver;

    /** @param farewell done before this bundle itself is replaced: afterwards its jar is closed, and no class of it can be loaded */
    HotSwap(Ledger ledger, Hands hands, HealthGate gate, Restart restart, Runnable farewell) {
        this.ledger = ledger;
        this.hands = hands;
        this.gate = gate;
        this.restart = restart;
        this.farewell = farewell;
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
        } catch (SwapBlocked e) {
            return giveUp(e.getMessage());
        } catch (SwapFailed | IOException | RuntimeException | LinkageError e) {
            return putBack(done, before, DiskWords.of(e));
        }
        return handedOver ? leave() : prove(plan, before, done);
    }

    private Outcome leave() throws InterruptedException {
        if (!hands.serves(SwapPlan.OWN, Changes.class.getName())) {
            return giveUp("the new " + SwapPlan.OWN + " does not come up");
        }
        return new Outcome(Kind.RESTARTING, "the new " + SwapPlan.OWN + " goes on");
    }

    /** Blocks for minutes: goes on where the bundle that this one has replaced had to end. */
    Outcome inherit(SwapPlan plan, Before before) throws InterruptedException {
        handedOver = true;
        return prove(plan, before, new ArrayDeque<>());
    }

    private Outcome prove(SwapPlan plan, Before before, Deque<SwapStep> done) throws InterruptedException {
        try {
            gate.pass(Demand.asBefore(before.vitals(), plan.changed(), plan.removed()), plan.changed());
            ledger.step(journal -> journal.trial(before.set()));
            LOG.info("{} runs; it is proven by the next start", Told.name(before.set()));
            return new Outcome(Kind.DONE, Told.name(before.set()) + " runs");
        } catch (SwapFailed | IOException | RuntimeException e) {
            return putBack(done, before, DiskWords.of(e));
        }
    }

    private void handOver(Before before) throws IOException {
        farewell.run();
        handedOver = true;
        ledger.write(new Before(before.set(), Before.Way.HEIR, before.vitals()));
    }

    private Outcome putBack(Deque<SwapStep> done, Before before, String why) throws InterruptedException {
        if (handedOver) {
            return giveUp(why);
        }
        LOG.warn("{} is not taken, and what ran before is put back: {}", Told.name(before.set()), why);
        try {
            while (!done.isEmpty()) {
                hands.take(done.pop().undo());
            }
            gate.become(Demand.asBefore(before.vitals(), Set.of(), Set.of()));
            ledger.step(journal -> journal.back(why));
            return new Outcome(Kind.REFUSED, Told.name(before.set()) + " was not well, and what ran before runs again: " + why);
        } catch (SwapFailed | IOException | RuntimeException e) {
            return giveUp(why + "; and it could not be put back: " + DiskWords.of(e));
        }
    }

    /** If even the journal cannot be written it still says {@code APPLYING}, and the next start takes the old set all the same. */
    private Outcome giveUp(String why) {
        LOG.warn("the Box restarts with what ran before the change: {}", why);
        try {
            ledger.step(journal -> journal.state() == Journal.State.APPLYING ? journal.back(why) : journal);
        } catch (IOException e) {
            LOG.warn("the journal of updates cannot be written: {}", DiskWords.of(e));
        }
        restart.begin();
        return new Outcome(Kind.RESTARTING, "the Box restarts with what ran before: " + why);
    }
}

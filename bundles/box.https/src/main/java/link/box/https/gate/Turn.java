package link.box.https.gate;

import java.util.function.BooleanSupplier;
import link.box.api.access.Access;
import link.box.api.access.Caller;
import link.box.https.device.Door;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Response;

/**
 * A request on its way through the gate. Where it meets a bundle that is being updated it waits and is decided on anew, as nothing that was
 * true before needs to be so any more.
 */
final class Turn implements WaitingRoom.Guest {
    /** Enough for one wait, and for what the HTTP service may need after it to know a servlet that we know already: some 1.2 s. */
    private static final int MOST = 7;
    private static final long PAUSE_MILLIS = 10;

    private volatile Visit visit;
    private final AccessRoom room;
    private final WaitingRoom waiting;
    private final Decision decision;
    private volatile int taken;
    private volatile int decisions;
    private volatile boolean spent;

    Turn(Visit visit, AccessRoom room, WaitingRoom waiting, Decision decision) {
        this.visit = visit;
        this.room = room;
        this.waiting = waiting;
        this.decision = decision;
    }

    boolean take() throws Exception {
        Access access = room.access();
        if (access == null) {
            return await(() -> room.access() != null);
        }
        decisions++;
        return decision.on(visit, access, this);
    }

    /** Whether it is decided on for the first time: what is counted is counted then. */
    boolean isFirst() {
        return decisions == 1;
    }

    /** What it showed was good once: it cannot be decided on anew. */
    void spend() {
        spent = true;
    }

    /** Whether it may be made once more, though nothing is known to have changed. */
    boolean looksAgain() {
        return isFirst() && !spent && visit.repeatable();
    }

    /** Goes on when that holds, or is told to come again: after 2 s, or at once if too many wait. Always true. */
    boolean await(BooleanSupplier there) {
        taken++;
        boolean waits = mayWait() && waiting.hold(visit.request().getComponents(), there, this);
        return waits || visit.busy();
    }

    /** The request has met a bundle that went meanwhile, and has had no answer: goes on in a moment, or is told to come again. */
    void again() {
        visit = visit.anew();
        taken++;
        if (!mayWait() || !waiting.pause(visit.request().getComponents(), PAUSE_MILLIS << taken, this)) {
            visit.busy();
        }
    }

    private boolean mayWait() {
        return !spent && taken < MOST;
    }

    /** Whoever it waited for may have gone again: then it waits for the next. */
    @Override
    public void goOn() {
        try {
            forget();
            take();
        } catch (Throwable e) { // nobody else would end the request
            Response.writeError(visit.request(), visit.response(), visit.callback(), e);
        }
    }

    @Override
    public void giveUp() {
        visit.busy();
    }

    /** What an earlier decision has left behind. */
    private void forget() {
        visit.request().removeAttribute(Caller.ATTRIBUTE);
        visit.request().removeAttribute(Door.STRANGER);
        visit.response().getHeaders().clear();
        visit.response().setStatus(HttpStatus.OK_200);
    }
}

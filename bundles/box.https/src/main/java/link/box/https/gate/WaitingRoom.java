package link.box.https.gate;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.util.thread.Scheduler;

/** Where requests wait while a bundle is being updated: without a thread, not long, and not many. Thread-safe. */
final class WaitingRoom {
    private static final int MAX = 256;
    private static final BooleanSupplier NEVER = () -> false;
    private static final BooleanSupplier ALWAYS = () -> true;

    private final Set<Hold> holds = ConcurrentHashMap.newKeySet();
    private final AtomicInteger held = new AtomicInteger();
    private final Duration most;
    private volatile boolean open = true;

    /** @param most how long somebody waits */
    WaitingRoom(Duration most) {
        this.most = most;
    }

    /** Who waits. Either of the two runs, once, on a thread of Jetty's. */
    interface Guest {
        /** What it waited for has come, or the pause is over. */
        void goOn();

        /** It has waited long enough. */
        void giveUp();
    }

    /** Somebody has come for whom somebody may wait. */
    void look() {
        holds.stream().filter(hold -> hold.there.getAsBoolean()).forEach(hold -> hold.end(true));
    }

    /** From now on one may wait. */
    void open() {
        open = true;
    }

    /** Nobody waits any more: the Jetty that their timers are of is about to stop. */
    void close() {
        open = false;
        holds.forEach(hold -> hold.end(false));
    }

    /**
     * @param there whether what it waits for is there; {@link #look} asks
     * @return false if too many wait already: then the guest is not told anything
     */
    boolean hold(Components jetty, BooleanSupplier there, Guest guest) {
        return hold(new Hold(jetty, guest, there, there), most.toMillis());
    }

    /**
     * @param guest goes on so much later
     * @return false if too many wait already: then the guest is not told anything
     */
    boolean pause(Components jetty, long millis, Guest guest) {
        return hold(new Hold(jetty, guest, NEVER, ALWAYS), millis);
    }

    private boolean hold(Hold hold, long millis) {
        if (held.incrementAndGet() > MAX) {
            held.decrementAndGet();
            return false;
        }
        try {
            hold.limit = hold.jetty.getScheduler().schedule(hold::timeIsOver, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) { // Jetty is about to stop
            held.decrementAndGet();
            return false;
        }
        holds.add(hold);
        boolean there = hold.there.getAsBoolean();
        if (there || !open || hold.isOver()) {
            // that came about between the caller's look and our joining
            hold.end(there);
            holds.remove(hold);
        }
        return true;
    }

    private final class Hold {
        private final AtomicBoolean over = new AtomicBoolean();
        private final Components jetty;
        private final Guest guest;
        private final BooleanSupplier there;
        private final BooleanSupplier due;
        private volatile Scheduler.Task limit;

        /** @param due whether the guest goes on when the time is over */
        private Hold(Components jetty, Guest guest, BooleanSupplier there, BooleanSupplier due) {
            this.jetty = jetty;
            this.guest = guest;
            this.there = there;
            this.due = due;
        }

        private boolean isOver() {
            return over.get();
        }

        private void timeIsOver() {
            end(due.getAsBoolean());
        }

        private void end(boolean goesOn) {
            if (over.compareAndSet(false, true)) {
                holds.remove(this);
                held.decrementAndGet();
                Scheduler.Task timer = limit;
                if (timer != null) {
                    timer.cancel();
                }
                run(goesOn ? guest::goOn : guest::giveUp);
            }
        }

        private void run(Runnable then) {
            try {
                jetty.getExecutor().execute(then);
            } catch (RejectedExecutionException e) {
                // Jetty is about to stop, and ends the connection; the others and whoever came must not suffer from it
                return;
            }
        }
    }
}

package link.box.https.gate;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import link.box.api.access.Access;
import org.eclipse.jetty.server.Components;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Where requests wait for Access while box.login is being updated: without a thread, not long, and not many. Thread-safe.
 */
final class AccessRoom {
    private static final long MILLIS = 2_000;
    private static final int MAX = 256;

    private final Set<Hold> holds = ConcurrentHashMap.newKeySet();
    private final AtomicInteger held = new AtomicInteger();
    private final AtomicReference<Access> access = new AtomicReference<>();

    /** @return who decides now, or null */
    Access access() {
        return access.get();
    }

    void arrived(Access next) {
        access.set(next);
        holds.forEach(Hold::end);
    }

    /** Another may have arrived before this one left. */
    void left(Access old) {
        access.compareAndSet(old, null);
    }

    /**
     * @param then runs once, on another thread: when Access arrives or the time is over
     * @return false if too many wait already: then it does not run
     */
    boolean hold(Components jetty, Runnable then) {
        if (held.incrementAndGet() > MAX) {
            held.decrementAndGet();
            return false;
        }
        Hold hold = new Hold(jetty, then);
        try {
            hold.limit = jetty.getScheduler().schedule(hold::end, MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) { // Jetty is about to stop
            held.decrementAndGet();
            return false;
        }
        holds.add(hold);
        if (access.get() != null) {
            // it arrived between the caller's look and our joining
            hold.end();
        }
        return true;
    }

    private final class Hold {
        private final AtomicBoolean over = new AtomicBoolean();
        private final Components jetty;
        private final Runnable then;
        private volatile Scheduler.Task limit;

        private Hold(Components jetty, Runnable then) {
            this.jetty = jetty;
            this.then = then;
        }

        private void end() {
            if (over.compareAndSet(false, true)) {
                holds.remove(this);
                held.decrementAndGet();
                Scheduler.Task timer = limit;
                if (timer != null) {
                    timer.cancel();
                }
                run();
            }
        }

        private void run() {
            try {
                jetty.getExecutor().execute(then);
            } catch (RejectedExecutionException e) {
                // Jetty is about to stop, and ends the connection; the others and whoever came must not suffer from it
                return;
            }
        }
    }
}

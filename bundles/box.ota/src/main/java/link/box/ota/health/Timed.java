package link.box.ota.health;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs what is foreign and may hang, each on a thread that can be left behind: the Worker's may be what is being replaced (docs/adr/033).
 * One that was left behind is not begun again before it has ended, so it costs one thread. Thread-safe.
 */
public final class Timed {
    private static final Duration LAST_CHANCE = Duration.ofSeconds(1);

    private final Map<Object, FutureTask<?>> running = new ConcurrentHashMap<>();

    /**
     * Blocks for a second longer than told at most.
     *
     * @param what equal for what must not run twice at a time; its words are in the thread's name
     * @param longest after that it is interrupted, and a second later left behind
     * @throws Blocked it was left behind, now or before
     * @throws Failed it failed, or had to be interrupted
     */
    public <T> T call(Object what, Duration longest, Callable<T> work) throws Failed, InterruptedException {
        FutureTask<T> task = new FutureTask<>(work);
        FutureTask<?> before = running.putIfAbsent(what, task);
        if (before != null && (!before.isDone() || !running.replace(what, before, task))) {
            throw new Blocked(what + " still hangs since it was tried before");
        }
        Thread thread = new Thread(task, "box-ota: " + what);
        thread.setDaemon(true);
        thread.start();
        return await(what, longest, task, thread);
    }

    private <T> T await(Object what, Duration longest, FutureTask<T> task, Thread thread) throws Failed, InterruptedException {
        try {
            T result = task.get(longest.toMillis(), TimeUnit.MILLISECONDS);
            running.remove(what, task);
            return result;
        } catch (ExecutionException e) {
            running.remove(what, task);
            throw new Failed(what + " fails: " + words(e.getCause()), e.getCause());
        } catch (TimeoutException e) {
            thread.interrupt();
            thread.join(LAST_CHANCE.toMillis());
            if (thread.isAlive()) {
                throw new Blocked(what + " hangs for more than " + longest.toMillis() + " ms");
            }
            running.remove(what, task);
            throw new Failed(what + " takes more than " + longest.toMillis() + " ms");
        } catch (InterruptedException e) {
            thread.interrupt();
            throw e;
        }
    }

    private static String words(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root == failure ? failure.toString() : failure.getMessage() + " (" + root + ")";
    }
}

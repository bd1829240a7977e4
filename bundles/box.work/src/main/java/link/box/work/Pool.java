package link.box.work;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import link.box.api.work.JobReport;
import link.box.api.work.Jobs;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;

/** The threads behind all workers: one that keeps time, and as many as there are jobs that block right now. */
@Component(service = {Pool.class, Jobs.class}, immediate = true)
public final class Pool implements Jobs {
    /** Far above what the Box's own steps need; a leak shows as refused work, not as a dead gateway. */
    private static final int MOST_THREADS = 96;

    private final ScheduledThreadPoolExecutor timer = new ScheduledThreadPoolExecutor(1, named("box-timer"));
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, MOST_THREADS, 30, TimeUnit.SECONDS, new SynchronousQueue<>(), named("box-work"));
    private final List<Work> works = new CopyOnWriteArrayList<>();

    /** Starts empty. */
    @Activate
    public Pool() {
        timer.setRemoveOnCancelPolicy(true);
        timer.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public List<JobReport> list() {
        return works.stream().map(Work::report).toList();
    }

    ScheduledExecutorService timer() {
        return timer;
    }

    ExecutorService threads() {
        return threads;
    }

    void add(Work work) {
        works.add(work);
    }

    void remove(Work work) {
        works.remove(work);
    }

    void networkIsBack() {
        works.forEach(Work::networkIsBack);
    }

    @Deactivate
    void stop() {
        timer.shutdownNow();
        threads.shutdownNow();
    }

    /**
     * A thread inherits the protection domains of all who are on the stack that makes it, and of the thread there. Without a cut here each
     * update of a bundle on a thread of ours would add its old version's to all threads that are ever made after it.
     */
    @SuppressWarnings("removal") // there is no other way, and where there are no such domains any more it does nothing
    private static ThreadFactory named(String name) {
        AtomicInteger count = new AtomicInteger();
        return job -> {
            Thread thread = AccessController.doPrivileged(
                    (PrivilegedAction<Thread>) () -> new Thread(job, name + "-" + count.incrementAndGet()));
            thread.setDaemon(true);
            return thread;
        };
    }
}

package link.box.acme;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import link.box.api.work.Job;
import link.box.api.work.Task;
import link.box.api.work.Worker;
import link.box.testing.ManualWorker;

/** Runs jobs on the caller's thread as real time passes, since the CA is real, and can be put ahead of it. */
public final class LiveWorker implements Worker {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final List<Task> tasks = new ArrayList<>();
    private final ManualWorker jobs = new ManualWorker();
    private Duration ahead = Duration.ZERO;
    private long last = System.nanoTime();

    /** Lets time pass until this is so; fails the test after a minute. */
    void runUntil(BooleanSupplier done) {
        long start = System.nanoTime();
        run();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE) {
                throw new AssertionError("not within a minute; last failure: " + failure().orElse("none"));
            }
            LockSupport.parkNanos(LOOK.toNanos());
            run();
        }
    }

    /** Runs what is due now. */
    void run() {
        long now = System.nanoTime();
        Duration passed = Duration.ofNanos(now - last);
        last = now;
        jobs.advance(passed);
    }

    /** Puts the clock ahead, and looks once, as the Worker would within the hour. */
    void advance(Duration by) {
        ahead = ahead.plus(by);
        tasks.forEach(Task::kick);
        run();
    }

    /** Forgets all jobs, as when their component goes. */
    void clear() {
        tasks.forEach(Task::cancel);
        tasks.clear();
    }

    Optional<String> failure() {
        return exception().map(Exception::getMessage);
    }

    Optional<Exception> exception() {
        return jobs.failure(Renewal.JOB);
    }

    @Override
    public Instant now() {
        return Instant.now().plus(ahead);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Task retry(String name, Job job) {
        return jobs.retry(name, job);
    }

    @Override
    public Task every(Duration period, String name, Job job) {
        Task task = jobs.every(period, name, job);
        tasks.add(task);
        return task;
    }

    @Override
    public Task at(Instant when, String name, Job job) {
        return jobs.at(when, name, job);
    }

    @Override
    public void networkIsBack() {
        jobs.networkIsBack();
    }

    /** The HTTP client's threads, which must not wait for the test's. */
    @Override
    public void execute(Runnable command) {
        ForkJoinPool.commonPool().execute(command);
    }
}

package link.box.acme;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ForkJoinPool;
import java.util.function.BooleanSupplier;
import link.box.api.work.Job;
import link.box.api.work.RetryAfter;
import link.box.api.work.Task;
import link.box.api.work.Worker;
import link.box.testing.ManualWorker;

/** Runs the one job on the test's thread in virtual time: days pass in milliseconds. Its wall clock can be put wrong. */
final class VirtualWorker implements Worker {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int MOST_AT_ONCE = 100;

    private final List<Task> tasks = new ArrayList<>();
    private final ManualWorker jobs = new ManualWorker();
    private volatile Duration wrong = Duration.ZERO;
    private Instant last = Instant.MIN;
    private int atOnce;
    private int runs;

    /** Lets time pass, and runs what comes due. */
    void advance(Duration by) {
        jobs.advance(by);
    }

    /** Lets time pass until this is so; fails the test if it is not within that time. */
    void runUntil(BooleanSupplier done, Duration within) {
        Instant end = truth().plus(within);
        jobs.run();
        while (!done.getAsBoolean()) {
            if (truth().isAfter(end)) {
                throw new AssertionError("not within " + within + "; last failure: " + failure().orElse("none"));
            }
            jobs.advance(LOOK);
        }
    }

    /** Lets the job run that many times and no further, as when the power goes then. */
    void runTimes(int times) {
        int end = runs + times;
        while (runs < end) {
            jobs.advance(Duration.ofMillis(1));
        }
    }

    /** Puts the wall clock there; it goes on from there. */
    void setClock(Instant wall) {
        wrong = Duration.between(truth(), wall);
    }

    /** Puts the wall clock right. */
    void clockIsRight() {
        wrong = Duration.ZERO;
    }

    /** @return what a right clock shows */
    Instant truth() {
        return jobs.now();
    }

    /** Forgets all jobs, as when their process is killed. */
    void clear() {
        tasks.forEach(Task::cancel);
        tasks.clear();
    }

    /** @return how often the job has run */
    int runs() {
        return runs;
    }

    Optional<String> failure() {
        return jobs.failure(Renewal.JOB).map(Exception::getMessage);
    }

    @Override
    public Instant now() {
        return truth().plus(wrong);
    }

    @Override
    public long nanos() {
        return jobs.nanos();
    }

    @Override
    public Task retry(String name, Job job) {
        return jobs.retry(name, counted(job));
    }

    @Override
    public Task every(Duration period, String name, Job job) {
        Task task = jobs.every(period, name, counted(job));
        tasks.add(task);
        return task;
    }

    @Override
    public Task at(Instant when, String name, Job job) {
        return jobs.at(when, name, counted(job));
    }

    /** As the real one: waits that are firm go on. */
    @Override
    public void networkIsBack() {
        boolean firm = jobs.failure(Renewal.JOB).filter(e -> e instanceof RetryAfter wait && wait.firm()).isPresent();
        if (!firm) {
            jobs.networkIsBack();
        }
    }

    /** The HTTP client's threads, which must not wait for the test's. */
    @Override
    public void execute(Runnable command) {
        ForkJoinPool.commonPool().execute(command);
    }

    /** A job that always comes back at once would end no test. */
    private Job counted(Job job) {
        return () -> {
            runs++;
            atOnce = truth().equals(last) ? atOnce + 1 : 0;
            last = truth();
            if (atOnce > MOST_AT_ONCE) {
                throw new AssertionError("runs without end at " + last);
            }
            job.run();
        };
    }
}

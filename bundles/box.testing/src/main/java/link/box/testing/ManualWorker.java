package link.box.testing;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import link.box.api.work.Job;
import link.box.api.work.RetryAfter;
import link.box.api.work.Task;
import link.box.api.work.Worker;

/**
 * A worker whose clock stands still until it is told to move, and whose jobs run on the caller's thread in {@link #advance}.
 * A failed job is tried again after 5 s, or when it was told to. Jobs keep their time when the wall clock jumps.
 */
public class ManualWorker implements Worker {
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final List<ManualTask> tasks = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-01T12:00:00Z");
    private Duration jumped = Duration.ZERO;

    @Override
    public Instant now() {
        return now.plus(jumped);
    }

    @Override
    public long nanos() {
        return Duration.between(Instant.EPOCH, now).toNanos();
    }

    @Override
    public Task retry(String name, Job job) {
        return add(new ManualTask(name, job, Optional.empty(), now));
    }

    @Override
    public Task every(Duration period, String name, Job job) {
        return add(new ManualTask(name, job, Optional.of(period), now));
    }

    @Override
    public Task every(Duration period, Duration longest, String name, Job job) {
        ManualTask task = new ManualTask(name, job, Optional.of(period), now);
        task.longest = longest;
        return add(task);
    }

    @Override
    public Task at(Instant when, String name, Job job) {
        return add(new ManualTask(name, job, Optional.empty(), when.minus(jumped)));
    }

    @Override
    public void networkIsBack() {
        tasks.stream().filter(task -> task.failure != null).forEach(ManualTask::kick);
    }

    @Override
    public void execute(Runnable command) {
        retry("run", command::run);
    }

    /** Runs what is due now. */
    public void run() {
        advance(Duration.ZERO);
    }

    /** Moves the clock and runs, in order of time, what comes due. */
    public void advance(Duration by) {
        Instant end = now.plus(by);
        for (ManualTask next = due(end); next != null; next = due(end)) {
            now = next.due.isAfter(now) ? next.due : now;
            next.run();
        }
        now = end;
    }

    /** Sets the wall clock; the monotonic one goes on as if nothing had happened. */
    public void set(Instant wall) {
        jumped = Duration.between(now, wall);
    }

    /** @return why the job of that name failed last; empty if it did not */
    public Optional<Exception> failure(String name) {
        return tasks.stream().filter(task -> task.name.equals(name)).findFirst().flatMap(task -> Optional.ofNullable(task.failure));
    }

    /** @return the longest time that the job of that name is to wait after a failure; empty if it has named none */
    public Optional<Duration> longest(String name) {
        return tasks.stream().filter(task -> task.name.equals(name)).findFirst().flatMap(task -> Optional.ofNullable(task.longest));
    }

    private Task add(ManualTask task) {
        tasks.add(task);
        return task;
    }

    private ManualTask due(Instant end) {
        return tasks.stream().filter(task -> task.due != null && !task.due.isAfter(end))
                .min((a, b) -> a.due.compareTo(b.due)).orElse(null);
    }

    private final class ManualTask implements Task {
        private final String name;
        private final Job job;
        private final Optional<Duration> period;
        private Instant due;
        private Exception failure;
        private Duration longest;

        private ManualTask(String name, Job job, Optional<Duration> period, Instant due) {
            this.name = name;
            this.job = job;
            this.period = period;
            this.due = due;
        }

        @Override
        public void kick() {
            due = now;
        }

        @Override
        public void kickAfter(Duration delay) {
            Instant then = now.plus(delay);
            due = due == null || then.isBefore(due) ? then : due;
        }

        @Override
        public void cancel() {
            due = null;
            tasks.remove(this);
        }

        private void run() {
            due = null;
            try {
                job.run();
                failure = null;
                schedule(period.orElse(null));
            } catch (RetryAfter e) {
                failure = e;
                schedule(e.delay());
            } catch (Exception e) {
                failure = e;
                schedule(RETRY);
            }
        }

        private void schedule(Duration delay) {
            if (delay != null && tasks.contains(this)) {
                kickAfter(delay);
            }
        }
    }
}

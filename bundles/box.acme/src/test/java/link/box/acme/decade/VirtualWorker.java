package link.box.acme.decade;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import link.box.api.work.Job;
import link.box.api.work.RetryAfter;
import link.box.api.work.Task;
import link.box.api.work.Worker;

/** A worker in a time that the world sets, whose wall clock may be wrong by more than that. Jobs run in {@link #run}. */
final class VirtualWorker implements Worker {
    private static final Duration RETRY = Duration.ofSeconds(5);
    private static final int SPREAD_SECONDS = 30;

    private static final ExecutorService THREADS = Executors.newCachedThreadPool(VirtualWorker::thread);

    private final List<Due> tasks = new ArrayList<>();
    private final Random random = new Random(0);
    private Instant time = Instant.EPOCH;
    private Duration wrong = Duration.ZERO;

    /** Sets the time, and how far the wall clock is ahead of it. */
    void set(Instant now, Duration ahead) {
        time = now;
        wrong = ahead;
    }

    /** Runs what is due; each job once. */
    void run() {
        List.copyOf(tasks).stream().filter(task -> task.when != null && !task.when.isAfter(time)).forEach(Due::run);
    }

    /** @return when the next job is due; never in the past */
    Optional<Instant> next() {
        return tasks.stream().filter(task -> task.when != null).map(task -> task.when).min(Comparator.naturalOrder())
                .map(when -> when.isBefore(time) ? time : when);
    }

    /** Forgets all jobs, as when their component goes. */
    void clear() {
        tasks.clear();
    }

    @Override
    public Instant now() {
        return time.plus(wrong);
    }

    @Override
    public long nanos() {
        return Duration.between(Instant.EPOCH, time).toNanos();
    }

    @Override
    public Task retry(String name, Job job) {
        return add(new Due(job, Optional.empty(), time));
    }

    @Override
    public Task every(Duration period, String name, Job job) {
        return add(new Due(job, Optional.of(period), time));
    }

    @Override
    public Task at(Instant when, String name, Job job) {
        return add(new Due(job, Optional.empty(), when));
    }

    @Override
    public void networkIsBack() {
        tasks.stream().filter(task -> task.waits).forEach(task -> task.kickAfter(Duration.ofSeconds(random.nextInt(SPREAD_SECONDS))));
    }

    /** The HTTP client's threads, which must not wait for ours. */
    @Override
    public void execute(Runnable command) {
        THREADS.execute(command);
    }

    private static Thread thread(Runnable command) {
        Thread thread = new Thread(command, "virtual worker");
        thread.setDaemon(true);
        return thread;
    }

    private Task add(Due task) {
        tasks.add(task);
        return task;
    }

    private final class Due implements Task {
        private final Job job;
        private final Optional<Duration> period;
        private Instant when;
        private boolean waits;

        private Due(Job job, Optional<Duration> period, Instant when) {
            this.job = job;
            this.period = period;
            this.when = when;
        }

        @Override
        public void kick() {
            when = time;
        }

        @Override
        public void kickAfter(Duration delay) {
            // the world's time goes by milliseconds: never too early
            Instant then = time.plusMillis(Math.max(0, delay.plusNanos(999_999).toMillis()));
            when = when == null || then.isBefore(when) ? then : when;
        }

        @Override
        public void cancel() {
            tasks.remove(this);
        }

        private void run() {
            when = null;
            waits = false;
            Optional<Duration> pause = period;
            try {
                job.run();
            } catch (RetryAfter e) {
                waits = !e.firm();
                pause = Optional.of(e.delay());
            } catch (Exception e) {
                waits = true;
                pause = Optional.of(RETRY);
            }
            pause.ifPresent(this::kickAfter);
        }
    }
}

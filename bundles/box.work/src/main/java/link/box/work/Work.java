package link.box.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import link.box.api.work.Job;
import link.box.api.work.JobReport;
import link.box.api.work.RetryAfter;
import link.box.api.work.Task;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job: when it runs next, and how its last run ended. */
final class Work implements Task {
    private static final long AGAIN_NANOS = TimeUnit.HOURS.toNanos(1);

    private final Pool pool;
    private final String owner;
    private final String name;
    private final Job job;
    private final Pace pace;
    private final Logger log;
    private final Consumer<Work> ended;

    private ScheduledFuture<?> waiting;
    private Future<?> running;
    private boolean again;
    private boolean cancelled;
    private boolean timeIsSet;
    private int failures;
    private String trouble;
    private String told;
    private long toldAt;
    private Instant next;
    private Instant wanted;

    /** @param ended told when it is cancelled: nobody keeps it then */
    Work(Pool pool, String owner, String name, Job job, Pace pace, Consumer<Work> ended) {
        this.pool = pool;
        this.owner = owner;
        this.name = name;
        this.job = job;
        this.pace = pace;
        this.ended = ended;
        this.log = LoggerFactory.getLogger(owner.replaceFirst("^link\\.", ""));
    }

    @Override
    public synchronized void kick() {
        if (cancelled) {
            return;
        }
        if (running != null) {
            again = true;
            return;
        }
        start();
    }

    @Override
    public synchronized void kickAfter(Duration delay) {
        Instant then = Instant.now().plus(delay);
        if (running != null) {
            wanted = wanted == null || then.isBefore(wanted) ? then : wanted;
        } else if (next == null || then.isBefore(next)) {
            schedule(delay);
        }
    }

    @Override
    public synchronized void cancel() {
        cancelled = true;
        stopWaiting();
        if (running != null) {
            running.cancel(true);
        }
        pool.remove(this);
        ended.accept(this);
    }

    synchronized void networkIsBack() {
        if (failures > 0 && running == null && !timeIsSet) {
            schedule(Backoff.afterComeback(ThreadLocalRandom.current()));
        }
    }

    synchronized JobReport report() {
        return new JobReport(owner, name, Optional.ofNullable(trouble), failures, Optional.ofNullable(next));
    }

    synchronized void schedule(Duration delay) {
        if (cancelled) {
            return;
        }
        stopWaiting();
        next = Instant.now().plus(delay);
        try {
            // a fraction of a millisecond too early would be a look for nothing
            waiting = pool.timer().schedule(this::kick, delay.plusNanos(999_999).toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("{}: the pool has stopped", name);
        }
    }

    private void start() {
        stopWaiting();
        next = null;
        try {
            running = pool.threads().submit(this::run);
        } catch (RejectedExecutionException e) {
            if (!pool.threads().isShutdown()) {
                log.warn("cannot {}: all threads are busy", name);
                schedule(Backoff.after(1, pace.longest(), ThreadLocalRandom.current()));
            }
        }
    }

    private void run() {
        try {
            job.run();
            succeeded();
        } catch (RetryAfter e) {
            failed(e, e.delay(), e.firm());
        } catch (Throwable e) {
            failed(e, Backoff.after(failures + 1, pace.longest(), ThreadLocalRandom.current()), false);
        }
    }

    private synchronized void succeeded() {
        if (failures > 0 && !cancelled) {
            log.info("{}: works again", name);
        }
        failures = 0;
        trouble = null;
        told = null;
        timeIsSet = false;
        finish(pace.period());
    }

    private synchronized void failed(Throwable failure, Duration delay, boolean set) {
        failures++;
        timeIsSet = set;
        trouble = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        if (!cancelled) {
            tell(failure, delay);
        }
        finish(Optional.of(delay));
    }

    private void finish(Optional<Duration> delay) {
        running = null;
        if (cancelled) {
            return;
        }
        if (again) {
            again = false;
            start();
        } else {
            sooner(delay).ifPresent(this::schedule);
        }
    }

    /** A run may ask to be repeated earlier than its period or backoff says. */
    private Optional<Duration> sooner(Optional<Duration> delay) {
        if (wanted == null) {
            return delay;
        }
        Duration left = Duration.between(Instant.now(), wanted);
        wanted = null;
        Duration least = left.isNegative() ? Duration.ZERO : left;
        return Optional.of(delay.filter(other -> other.compareTo(least) < 0).orElse(least));
    }

    /** A failure that lasts is said when it begins, when its reason changes, and every hour; status always knows. */
    private void tell(Throwable failure, Duration delay) {
        boolean old = trouble.equals(told) && System.nanoTime() - toldAt < AGAIN_NANOS;
        if (old) {
            log.debug("still cannot {}: {}", name, trouble);
            return;
        }
        told = trouble;
        toldAt = System.nanoTime();
        String text = "cannot " + name + ": " + trouble + "; next try in " + Math.max(1, delay.toSeconds()) + " s";
        if (failure instanceof RuntimeException || failure instanceof Error) {
            log.warn(text, failure);
        } else {
            log.warn("{}", text);
        }
    }

    private void stopWaiting() {
        if (waiting != null) {
            waiting.cancel(false);
            waiting = null;
        }
    }
}

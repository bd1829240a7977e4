package link.box.work;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import link.box.api.work.Job;
import link.box.api.work.Task;
import link.box.api.work.Worker;
import org.osgi.service.component.ComponentContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ServiceScope;
import org.slf4j.LoggerFactory;

/** One component's share of the pool: its tasks end when it goes. */
@Component(service = Worker.class, scope = ServiceScope.PROTOTYPE)
public final class WorkerService implements Worker {
    /** The wall clock may be set at any moment, so a far date is looked at again this often. */
    private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

    private final Pool pool;
    private final String owner;
    private final Set<Work> works = ConcurrentHashMap.newKeySet();
    private final Set<Future<?>> runs = ConcurrentHashMap.newKeySet();

    /** For the bundle that uses it. */
    @Activate
    public WorkerService(@Reference Pool pool, ComponentContext context) {
        this.pool = pool;
        this.owner = context.getUsingBundle().getSymbolicName();
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Task retry(String name, Job job) {
        return start(add(name, job, Pace.once()));
    }

    @Override
    public Task every(Duration period, String name, Job job) {
        return start(add(name, job, Pace.every(period)));
    }

    @Override
    public Task every(Duration period, Duration longest, String name, Job job) {
        return start(add(name, job, new Pace(Optional.of(period), longest)));
    }

    @Override
    public Task at(Instant when, String name, Job job) {
        Work[] work = new Work[1];
        work[0] = add(name, () -> {
            if (now().isBefore(when)) {
                work[0].schedule(delay(when));
            } else {
                job.run();
            }
        }, Pace.once());
        work[0].schedule(delay(when));
        return work[0];
    }

    @Override
    public void execute(Runnable command) {
        runs.removeIf(Future::isDone);
        runs.add(pool.threads().submit(() -> {
            try {
                command.run();
            } catch (RuntimeException | Error e) {
                LoggerFactory.getLogger(owner.replaceFirst("^link\\.", "")).error("a task ended by an error", e);
                throw e;
            }
        }));
    }

    @Override
    public void networkIsBack() {
        pool.networkIsBack();
    }

    @Deactivate
    void stop() {
        works.forEach(Work::cancel);
        runs.forEach(run -> run.cancel(true));
    }

    private static Work start(Work work) {
        work.kick();
        return work;
    }

    private Work add(String name, Job job, Pace pace) {
        Work work = new Work(pool, owner, name, job, pace, works::remove);
        works.add(work);
        pool.add(work);
        return work;
    }

    private Duration delay(Instant when) {
        Duration left = Duration.between(now(), when);
        if (left.isNegative()) {
            return Duration.ZERO;
        }
        return left.compareTo(LONGEST_SLEEP) < 0 ? left : LONGEST_SLEEP;
    }
}

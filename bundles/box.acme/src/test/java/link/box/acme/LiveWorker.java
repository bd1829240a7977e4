package link.box.acme;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import link.box.api.work.Job;
import link.box.api.work.Task;
import link.box.api.work.Worker;
import link.box.testing.ManualWorker;

/** Runs jobs when told to, but with the real time, since the CA's certificates carry real dates. */
final class LiveWorker implements Worker {
    static final String JOB = "keep a valid certificate";

    private final ManualWorker jobs = new ManualWorker();
    private Duration ahead = Duration.ZERO;

    /** Runs what is due, and after that time what comes due by then. */
    void advance(Duration by) {
        ahead = ahead.plus(by);
        jobs.advance(by);
    }

    Optional<String> failure() {
        return jobs.failure(JOB).map(Exception::getMessage);
    }

    Optional<Exception> exception() {
        return jobs.failure(JOB);
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
        return jobs.every(period, name, job);
    }

    @Override
    public Task at(Instant when, String name, Job job) {
        return jobs.at(when, name, job);
    }

    @Override
    public void networkIsBack() {
        jobs.networkIsBack();
    }

    @Override
    public void execute(Runnable command) {
        jobs.execute(command);
    }
}

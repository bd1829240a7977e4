package link.box.ota.channel;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import link.box.api.work.Job;
import link.box.api.work.Task;
import link.box.testing.ManualWorker;

/** A worker with threads and a clock that goes: for downloads alone. */
final class LiveWorker extends ManualWorker implements AutoCloseable {
    private final ScheduledExecutorService threads = Executors.newScheduledThreadPool(4);

    @Override
    public void execute(Runnable command) {
        threads.execute(command);
    }

    @Override
    public long nanos() {
        return System.nanoTime();
    }

    @Override
    public Task retry(String name, Job job) {
        Task task = new Task() {
            private volatile boolean cancelled;

            @Override
            public void kick() {
                kickAfter(Duration.ZERO);
            }

            @Override
            public void kickAfter(Duration delay) {
                threads.schedule(this::run, delay.toNanos(), TimeUnit.NANOSECONDS);
            }

            @Override
            public void cancel() {
                cancelled = true;
            }

            private Void run() throws Exception {
                if (!cancelled) {
                    job.run();
                }
                return null;
            }
        };
        task.kick();
        return task;
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}

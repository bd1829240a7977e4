package link.box.ota;

import java.time.Duration;
import link.box.api.work.Job;
import link.box.api.work.Task;
import link.box.testing.ManualWorker;

/** Whose kicked jobs run at once, on the thread of who kicks. */
final class Prompt extends ManualWorker {
    @Override
    public Task every(Duration period, String name, Job job) {
        Task task = super.every(period, name, job);
        return new Task() {
            @Override
            public void kick() {
                task.kick();
                run();
            }

            @Override
            public void kickAfter(Duration delay) {
                task.kickAfter(delay);
            }

            @Override
            public void cancel() {
                task.cancel();
            }
        };
    }
}

package link.box.api.work;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Threads, time and retries of one component. Reference it with {@code scope = PROTOTYPE_REQUIRED}: each component has its own,
 * and all its tasks end when the component goes.
 *
 * <p>Methods return at once and may be called from any thread. {@link #execute} runs a command once, without retry, name or report; it
 * throws {@link java.util.concurrent.RejectedExecutionException} when all threads are busy. What runs is interrupted when the component
 * goes.
 */
@ProviderType
public interface Worker extends Executor {
    /** @return the wall clock's time; may be wrong until Condition {@link #CLOCK} is there */
    Instant now();

    /** @return nanoseconds of a clock that never jumps; only differences mean something */
    long nanos();

    /** The id of the OSGi Condition ({@code osgi.condition.id}) that is registered while the wall clock can be believed. */
    String CLOCK = "box.clock.synchronized";

    /**
     * Runs the job now, and again until it succeeds: first after 5 s, then twice as long up to 1 h, 20 % jitter. After that it
     * runs when {@linkplain Task#kick() kicked}.
     *
     * @param name what the job is for, in words that complete "cannot ...": shown in the log and in {@link Jobs}
     * @param job what to do; a checked exception is told in one line, any other with its stack, as a fault
     * @return to kick or cancel it
     */
    Task retry(String name, Job job);

    /**
     * As {@link #retry}, and again a period after each success has ended. The first run is at once.
     *
     * @param period from the end of a success to the next run
     * @param name as for {@link #retry}
     * @param job as for {@link #retry}
     * @return to kick or cancel it
     */
    Task every(Duration period, String name, Job job);

    /**
     * As {@link #every(Duration, String, Job)}, for what people wait for: after failures it runs again after so long at most, 20 % more
     * or less, so that it catches up soon when the other side is back.
     *
     * @param period from the end of a success to the next run
     * @param longest the longest time between a failure and the next run
     * @param name as for {@link #retry}
     * @param job as for {@link #retry}
     * @return to kick or cancel it
     * @since 1.2
     */
    default Task every(Duration period, Duration longest, String name, Job job) {
        return every(period, name, job);
    }

    /**
     * As {@link #retry}, but first at a time of the wall clock; if the clock is set meanwhile, within a minute of it.
     *
     * @param when at once if it has passed
     * @param name as for {@link #retry}
     * @param job as for {@link #retry}
     * @return to kick or cancel it
     */
    Task at(Instant when, String name, Job job);

    /**
     * The network is back: all jobs of the Box that wait for a retry run soon, spread over up to 30 s, except those whose time another
     * server has set.
     */
    void networkIsBack();
}

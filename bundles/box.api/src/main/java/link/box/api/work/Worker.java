package link.box.api.work;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executor;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Threads, time and retries of one component. Reference it with {@code scope = PROTOTYPE_REQUIRED}: each component has its own,
 * and all its tasks end when the component goes.
 *
 * <p>Methods return at once and may be called from any thread.
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
     */
    Task retry(String name, Job job);

    /** As {@link #retry}, and again a period after each success. */
    Task every(Duration period, String name, Job job);

    /** Runs the job at a time of the wall clock, as {@link #retry}; at once if the time has passed. */
    Task at(Instant when, String name, Job job);

    /** The network is back: all jobs of the Box that wait for a retry run soon, spread over up to 30 s, except those whose time another server has set. */
    void networkIsBack();
}

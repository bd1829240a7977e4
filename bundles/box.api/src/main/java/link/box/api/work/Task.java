package link.box.api.work;

import java.time.Duration;
import org.osgi.annotation.versioning.ProviderType;

/** A {@link Job} in the hands of a {@link Worker}. Methods return at once and may be called from any thread. */
@ProviderType
public interface Task {
    /**
     * Runs the job again soon: a premise has changed. While it runs, one more run is remembered. Any waiting for a retry ends. After
     * {@link #cancel} nothing happens.
     */
    void kick();

    /**
     * Runs the job after a while, or earlier if something else wants it to run.
     *
     * @param delay from now; by the clock, in milliseconds
     */
    void kickAfter(Duration delay);

    /** Runs the job no more. A run under way is interrupted. */
    void cancel();
}

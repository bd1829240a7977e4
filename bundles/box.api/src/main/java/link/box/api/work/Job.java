package link.box.api.work;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A piece of work that reads what is desired and what is, and acts on the difference. It may be run at any time and any number of times,
 * on a thread of the {@link Worker}, never twice at once for one {@link Task}. It may block, within limits of its own, and has to end
 * when it is interrupted.
 */
@FunctionalInterface
@ConsumerType
public interface Job {
    /**
     * Does the work once.
     *
     * @throws Exception when it did not come true; the message is shown to people, so it says what happened. A {@link RetryAfter}
     *         sets the time of the next try.
     */
    void run() throws Exception;
}

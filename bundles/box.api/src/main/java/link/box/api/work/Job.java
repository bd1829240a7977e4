package link.box.api.work;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A piece of work that reads what is desired and what is, and acts on the difference.
 * It may be run at any time and any number of times; it may block; it runs on a thread of the {@link Worker},
 * never twice at once for one {@link Task}.
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

package link.box.api.release;

import java.io.IOException;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Updates by hand, for who looks after the Box. What takes long goes on after a method has returned: {@link RunningRelease} tells how it
 * gets on. Methods may be called from any thread; an error is an exception whose message says what happened and what to do.
 */
@ProviderType
public interface Updates {
    /**
     * Looks at the release channel now. Blocks for its answer, two seconds at most; a look that takes longer goes on.
     *
     * @return what is there, in a sentence
     * @throws IOException there is no channel, or what it says is refused
     */
    String check() throws IOException;

    /**
     * Fetches the channel's release and changes to it now: outside the update window, too, and also if it was given up before. Blocks
     * for the channel's answer, two seconds at most; what takes longer goes on.
     *
     * @return what was begun, in a sentence
     * @throws IOException nothing can be begun now, what the channel says is refused, or it cannot be read, and is tried again
     */
    String apply() throws IOException;

    /**
     * Goes back to the release before the one that runs, which is not taken again by itself. Returns at once.
     *
     * @return what was begun, in a sentence
     * @throws IOException there is none before, or nothing can be begun now
     */
    String rollback() throws IOException;
}

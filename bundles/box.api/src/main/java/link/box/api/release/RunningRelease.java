package link.box.api.release;

import java.util.Optional;
import java.util.OptionalLong;

/**
 * A fact: which release of the bundles runs.
 *
 * @param channel the name of the release channel that is followed; empty if none is
 * @param sequence the number of the release; 0 is the image as it was flashed
 * @param state what goes on
 * @param available the number of a newer one that the channel offers, if it was seen
 * @param reason why the last change was given up, or why the channel's release was not taken; for people
 */
public record RunningRelease(String channel, long sequence, State state, OptionalLong available, Optional<String> reason) {
    /** What goes on. */
    public enum State {
        /** It has been started and stayed well. */ SETTLED,
        /** It is new: it has yet to show that it starts and stays well. */ TRIAL,
        /** The available one is being fetched. */ FETCHING,
        /** The available one waits for the update window, or for somebody who says that it shall be taken. */ WAITING,
        /** Bundles are being replaced. */ APPLYING
    }
}

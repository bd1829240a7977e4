package link.box.api.release;

import java.time.Duration;

/**
 * A fact, for some seconds: the Box is about to restart by its own will, to run another release. What it serves is away for some seconds.
 *
 * @param sequence the number of the release that is started then; 0 is the image
 * @param notice how long after this fact was first there it restarts
 * @param why for people
 */
public record PlannedRestart(long sequence, Duration notice, String why) {
}

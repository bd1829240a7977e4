package link.box.ota.change;

import java.util.Optional;
import link.box.common.release.Journal;
import link.box.common.release.Release;

/** Changes the running set. Methods block for minutes; one change at a time. */
public interface Changes {
    /**
     * @param release whose bundles are all on disk, and whose document is
     * @param restart whether its vendor wants a restart
     * @return how it ended
     */
    Outcome to(Release release, boolean restart);

    /** @return how going back to the set before the one that runs has ended */
    Outcome back();

    /** @return the set that was put back last for no fault of its own, if there was one; at once, from disk */
    Optional<Postponed> postponed();

    /** @return how far the running set is; at once, from memory or disk */
    Journal journal();
}

package link.box.ota;

import link.box.common.release.Journal;
import link.box.common.release.Release;

/** Changes the running set. Methods block for minutes; one change at a time. */
interface Changes {
    /**
     * @param release whose bundles are all on disk, and whose document is
     * @param restart whether its vendor wants a restart
     * @return how it ended
     */
    Outcome to(Release release, boolean restart);

    /** @return how going back to the set before the one that runs has ended */
    Outcome back();

    /** @return how far the running set is; at once, from memory or disk */
    Journal journal();
}

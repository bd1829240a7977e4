package link.box.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.function.LongSupplier;
import link.box.common.release.Journal;
import link.box.common.release.ReleaseFiles;

/**
 * Whether a change has been unsettled for too long: then whoever should settle it or go back does not work. It only reads the journal, and
 * that only when the file has changed. Blocks for disk; used by one thread.
 */
final class Unsettled {
    private final Path file;
    private final long started;
    private final ReleaseFiles files;
    private final Duration patience;
    private final LongSupplier nanoTime;
    private FileTime seen;
    private Journal pending;
    private long since;

    /**
     * @param directory where the journal is
     * @param started the set that really runs: a trial of another one is none
     */
    Unsettled(Path directory, long started, Duration patience, LongSupplier nanoTime) {
        this.file = directory.resolve("journal");
        this.started = started;
        this.files = new ReleaseFiles(directory);
        this.patience = patience;
        this.nanoTime = nanoTime;
    }

    /** @return whether the same change is on its way for longer than it may be */
    boolean tooLong() {
        look();
        return pending != null && nanoTime.getAsLong() - since > patience.toNanos();
    }

    private void look() {
        try {
            FileTime changed = Files.exists(file) ? Files.getLastModifiedTime(file) : null;
            if (changed != null && !changed.equals(seen)) {
                follow(files.journal());
                seen = changed;
            }
        } catch (IOException e) {
            seen = null; // it may just be replaced, and is looked at again; a damaged one is the next start's affair
        }
    }

    private void follow(Journal journal) {
        boolean same = pending != null && pending.state() == journal.state() && pending.current() == journal.current()
                && pending.next().equals(journal.next());
        if (!same) {
            since = nanoTime.getAsLong();
        }
        // what came hot waits for the next start, however long that takes
        boolean tried = journal.state() == Journal.State.TRIAL && journal.tries() > 0 && journal.current() == started;
        boolean waits = tried || journal.state() == Journal.State.APPLYING;
        pending = waits ? journal : null;
    }
}

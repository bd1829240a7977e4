package link.box.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import link.box.common.release.Journal;
import link.box.common.release.ReleaseFiles;

/**
 * Whether a change has been unsettled for too long: then whoever should settle it or go back does not work. It only reads the journal, and
 * that only when the file has changed. On a disk that takes nothing a change cannot settle, so its time begins again until there is room.
 * Blocks for disk; used by one thread.
 */
final class Unsettled {
    /** A probe writes, which a flash does not want each second. */
    private static final Duration PROBE = Duration.ofMinutes(1);

    private final Path file;
    private final long started;
    private final ReleaseFiles files;
    private final Duration patience;
    private final BooleanSupplier writable;
    private final LongSupplier nanoTime;
    private FileTime seen;
    private Journal pending;
    private long since;
    private long probed;

    /**
     * @param directory where the journal is
     * @param started the set that really runs: a trial of another one is none
     * @param writable whether the disk takes anything
     */
    Unsettled(Path directory, long started, Duration patience, BooleanSupplier writable, LongSupplier nanoTime) {
        this.file = directory.resolve("journal");
        this.started = started;
        this.files = new ReleaseFiles(directory);
        this.patience = patience;
        this.writable = writable;
        this.nanoTime = nanoTime;
    }

    /** @return whether the same change is on its way for longer than it may be, and that could be written down now */
    boolean tooLong() {
        look();
        if (pending == null) {
            return false;
        }
        long now = nanoTime.getAsLong();
        if (now - since > patience.toNanos() || now - probed > PROBE.toNanos()) {
            probed = now;
            since = writable.getAsBoolean() ? since : now;
        }
        return now - since > patience.toNanos();
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
            probed = since;
        }
        // what came hot waits for the next start, however long that takes
        boolean tried = journal.state() == Journal.State.TRIAL && journal.tries() > 0 && journal.current() == started;
        boolean waits = tried || journal.state() == Journal.State.APPLYING;
        pending = waits ? journal : null;
    }
}

package link.box.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import link.box.common.file.AtomicFile;
import link.box.common.file.DiskWords;
import link.box.common.release.Journal;
import link.box.common.release.ReleaseFiles;
import link.box.common.release.StartedSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses what is started (docs/adr/033). Without a journal it is the image, and nothing of releases is even loaded. Blocks for disk. */
final class Sets {
    /** More than a journal takes, with the copy of the one before. */
    private static final int PROBE = 16_384;

    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");

    private final Image image;
    private final Path directory;

    /** @param data the data directory */
    Sets(Image image, Path data) {
        this.image = image;
        this.directory = directory(data);
    }

    /** @return as {@link #directory()}, for the data directory of a Box that need not run */
    static Path directory(Path data) {
        return data.resolve("link.box.ota");
    }

    /** @return where sets, journal and what is left out are kept */
    Path directory() {
        return directory;
    }

    /** @return whether an update was ever begun here */
    boolean journaled() {
        return Files.exists(directory.resolve("journal")) || Files.exists(directory.resolve("journal.previous"));
    }

    /** @return whether that set is still on trial; false if nobody knows */
    boolean tried(BootSet set) {
        return knownToBe(journal -> journal.state() == Journal.State.TRIAL && journal.tries() > 0 && journal.current() == set.sequence());
    }

    /** @return whether that set is known to be good, and nothing of it was replaced; false if nobody knows */
    boolean settled(BootSet set) {
        return knownToBe(journal -> journal.state() == Journal.State.SETTLED && journal.current() == set.sequence());
    }

    private boolean knownToBe(Predicate<Journal> so) {
        try {
            return so.test(journaled() ? new ReleaseFiles(directory).journal() : Journal.image());
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Not to be called while a framework runs. A start on trial that was ended by a signal is no failed one, and a change in whose midst
     * the Box was stopped is no cut: neither counts.
     */
    void takeBack(BootSet set) {
        boolean tried = set.trial() && tried(set);
        if (!tried && !(journaled() && knownToBe(journal -> journal.state() == Journal.State.APPLYING))) {
            return;
        }
        try {
            new ReleaseFiles(directory).step(tried ? Journal::untried : Journal::postponed);
        } catch (IOException e) {
            LOG.warn("that it was stopped counts against {} or what it was changed to, for the journal cannot be written: {}",
                    BootSet.words(set.sequence()), DiskWords.of(e));
        }
    }

    /** @return whether a way back could be written now: one that could not would be taken again and again */
    boolean writable() {
        Path probe = directory.resolve("probe");
        try {
            AtomicFile.write(probe, new byte[PROBE]);
            Files.delete(probe);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /**
     * Not to be called while a framework runs: it may write the journal. Tells box.ota what it chose ({@link StartedSet}).
     *
     * @param cut whether nobody saw how the start before ended
     * @param complaint why the set that was started last is not to be started again if it is on trial
     * @return what is to be started now
     * @throws IOException the image itself cannot be read
     */
    BootSet choose(boolean cut, Optional<String> complaint) throws IOException {
        if (!journaled()) {
            return told(BootSet.ofImage(image), OptionalLong.empty());
        }
        Choice choice = new Choice(image, directory, Launcher.version());
        BootSet set = choice.make(cut, complaint);
        return told(set, choice.putOff());
    }

    private static BootSet told(BootSet set, OptionalLong putOff) {
        System.setProperty(StartedSet.PROPERTY, String.valueOf(set.sequence()));
        System.clearProperty(StartedSet.PUT_OFF);
        putOff.ifPresent(other -> System.setProperty(StartedSet.PUT_OFF, String.valueOf(other)));
        return set;
    }
}

package link.box.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import link.box.common.file.DiskWords;
import link.box.common.release.Journal;
import link.box.common.release.ReleaseFiles;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the journal, decides by it, and keeps the decision before anything is started. Each way back is one warning. Blocks for disk. */
final class Choice {
    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");
    /** A set that was started twice and did not settle is not started a third time. */
    private static final int TRIES = 2;

    private final Image image;
    private final ReleaseFiles files;
    private final ReleaseSet sets;

    /** @param launcher this launcher's version */
    Choice(Image image, Path directory, String launcher) {
        this.image = image;
        this.files = new ReleaseFiles(directory);
        this.sets = new ReleaseSet(image, files, launcher);
    }

    BootSet make(Optional<String> complaint) throws IOException {
        Journal journal = read();
        if (journal.state() == Journal.State.APPLYING) {
            journal = cutOff(journal);
        }
        if (journal.state() == Journal.State.TRIAL) {
            journal = tried(journal, complaint);
        }
        return whole(journal);
    }

    private Journal read() {
        try {
            return files.journal();
        } catch (IOException e) {
            LOG.warn("the image is started, for the journal of updates is of no use: {}", DiskWords.of(e));
            return kept(Journal.image());
        }
    }

    private Journal cutOff(Journal journal) {
        String next = BootSet.words(journal.next().orElseThrow());
        LOG.warn("the change to {} was cut off, so {} is started", next, BootSet.words(journal.current()));
        return kept(journal.cutOff());
    }

    /** A try that cannot be counted is none: a set that fails would be started for ever. */
    private Journal tried(Journal journal, Optional<String> complaint) {
        boolean complained = complaint.isPresent() && journal.tries() > 0; // else it is about another set
        if (complained || journal.tries() >= TRIES) {
            return given(journal, complaint.orElse("it was started twice and did not stay well"));
        }
        try {
            files.write(journal.tried());
            return journal.tried();
        } catch (IOException e) {
            LOG.warn("{} is started, for a try of {} cannot be noted: {}", BootSet.words(journal.proven()),
                    BootSet.words(journal.current()), DiskWords.of(e));
            return journal.back("a try of it could not be noted");
        }
    }

    private BootSet whole(Journal journal) throws IOException {
        Journal now = journal;
        while (now.current() != 0) {
            try {
                return new BootSet(now.current(), now.state() == Journal.State.TRIAL, sets.bundles(now.current()));
            } catch (IOException | RuntimeException e) { // whatever is wrong with it, there is something else to start
                now = given(now, DiskWords.of(e));
            }
        }
        return new BootSet(0, now.state() == Journal.State.TRIAL, image.bundles());
    }

    private Journal given(Journal journal, String why) {
        Journal back = journal.back(why);
        LOG.warn("{} is given up, and {} is started: {}", BootSet.words(journal.current()), BootSet.words(back.current()), why);
        return kept(back);
    }

    /** What is not kept box.ota writes down as soon as it can; until then each start decides so again. */
    private Journal kept(Journal journal) {
        try {
            files.write(journal);
        } catch (IOException e) {
            LOG.warn("the journal of updates cannot be written: {}", DiskWords.of(e));
        }
        return journal;
    }
}

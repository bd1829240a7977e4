package link.box.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
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
    private static final String FAILED = "it was well once, and did not start twice in a row";

    /** It may be the set that takes the Box down with all that could tell, or somebody who looks for the cause with the plug. */
    private static final int CUTS = 5;

    private final Image image;
    private final ReleaseFiles files;
    private final ReleaseSet sets;
    private final Failures failures;
    private OptionalLong putOff = OptionalLong.empty();

    /** @param launcher this launcher's version */
    Choice(Image image, Path directory, String launcher) {
        this.image = image;
        this.files = new ReleaseFiles(directory);
        this.sets = new ReleaseSet(image, files, launcher);
        this.failures = new Failures(directory);
    }

    BootSet make(boolean cut, Optional<String> complaint) throws IOException {
        Journal journal = onThisImage(read());
        if (journal.state() == Journal.State.APPLYING) {
            journal = cutOff(journal);
        }
        if (journal.state() == Journal.State.TRIAL && journal.tries() > 0) {
            journal = judged(cut ? journal.cut() : journal, complaint);
        } else if (journal.current() != 0 && failures.of(journal.current()) >= TRIES) {
            journal = given(journal.refusing(journal.current(), FAILED), FAILED);
        }
        return whole(journal);
    }

    /** @return the set that comes first and was not started, for no try of it could be noted; the journal may have one from before */
    OptionalLong putOff() {
        return putOff;
    }

    private Journal read() {
        try {
            return files.journal();
        } catch (IOException e) {
            LOG.warn("the image is started, for the journal of updates is of no use: {}", DiskWords.of(e));
            return kept(Journal.image());
        }
    }

    /** What was flashed on purpose is what its owner wants to run, and not what was released for the image before. */
    private Journal onThisImage(Journal journal) throws IOException {
        Journal now = journal.on(image.bytes());
        if (now.current() != journal.current()) {
            LOG.warn("another image was flashed: it is started, and not {} of the one before", BootSet.words(journal.current()));
        }
        return now.equals(journal) ? journal : kept(now);
    }

    private Journal cutOff(Journal journal) {
        String next = BootSet.words(journal.next().orElseThrow());
        LOG.warn("the change to {} was cut off, so {} is started", next, BootSet.words(journal.current()));
        return kept(journal.cutOff());
    }

    private Journal judged(Journal journal, Optional<String> complaint) {
        if (complaint.isPresent() && journal.tries() > 0) { // else it is about another set
            return given(journal, complaint.get());
        }
        if (journal.tries() >= TRIES) {
            return given(journal, "it was started twice and did not stay well");
        }
        return journal.cuts() < CUTS ? journal
                : given(journal, "it was started " + CUTS + " times, and each time the Box went off before it was proven");
    }

    private BootSet whole(Journal journal) throws IOException {
        Journal now = counted(journal);
        while (now.current() != 0) {
            try {
                return new BootSet(now.current(), now.state() == Journal.State.TRIAL, sets.bundles(now.current()));
            } catch (IOException | RuntimeException e) { // whatever is wrong with it, there is something else to start
                now = counted(given(now, DiskWords.of(e)));
            }
        }
        return new BootSet(0, now.state() == Journal.State.TRIAL, image.bundles());
    }

    /** A try that cannot be counted is none: a set that fails would be started for ever. */
    private Journal counted(Journal journal) {
        Journal now = journal;
        while (now.state() == Journal.State.TRIAL) {
            try {
                files.write(now.tried());
                return now.tried();
            } catch (IOException e) {
                LOG.warn("{} is not started, for a try of it cannot be noted: {}", BootSet.words(now.current()), DiskWords.of(e));
                putOff = putOff.isPresent() ? putOff : OptionalLong.of(now.current());
                now = now.postponed();
            }
        }
        return now;
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

package link.box.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.box.common.file.AtomicFile;
import link.box.common.file.DiskWords;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How often in a row a release that was settled did not start: a note on disk, for the program may have ended in between. Blocks for disk;
 * whoever cannot write it starts the same again.
 */
final class Failures {
    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");
    private static final Pattern FORM = Pattern.compile("([0-9]{1,12}) ([0-9]{1,3})");
    private static final int LONGEST = 32;

    private final Path note;

    /** @param directory where the sets are kept */
    Failures(Path directory) {
        this.note = directory.resolve("failed");
    }

    /** @return how often that set did not start since it started last */
    int of(long sequence) {
        try {
            Matcher words = FORM.matcher(Files.exists(note) ? new String(AtomicFile.read(note, LONGEST), StandardCharsets.UTF_8) : "");
            return words.matches() && Long.parseLong(words.group(1)) == sequence ? Integer.parseInt(words.group(2)) : 0;
        } catch (IOException e) {
            LOG.warn("it cannot be told how often {} did not start: {}", BootSet.words(sequence), DiskWords.of(e));
            return 0;
        }
    }

    /**
     * Counts one more; of the image none, since there is nothing else to start then.
     *
     * @return whether it could be noted
     */
    boolean add(long sequence) {
        if (sequence == 0) {
            return false;
        }
        try {
            AtomicFile.write(note, (sequence + " " + Math.min(of(sequence) + 1, 99)).getBytes(StandardCharsets.UTF_8));
            return true;
        } catch (IOException e) {
            LOG.warn("it cannot be noted that {} did not start: {}", BootSet.words(sequence), DiskWords.of(e));
            return false;
        }
    }

    /** It has started. */
    void over() {
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            LOG.warn("the note of a start that failed stays: {}", DiskWords.of(e));
        }
    }
}

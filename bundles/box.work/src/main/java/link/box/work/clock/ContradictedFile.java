package link.box.work.clock;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import link.box.common.file.Data;
import link.box.common.file.KeptFile;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The hours of {@link Contradicted} on disk: a Box that restarts every night gets to their end, too. Methods block and never fail. */
final class ContradictedFile {
    private static final Logger LOG = LoggerFactory.getLogger("box.work");
    private static final int LIMIT = 2048;

    private final BundleContext context;
    private Map<Instant, Long> kept = Map.of();
    private boolean toldFailure;

    ContradictedFile(BundleContext context) {
        this.context = context;
    }

    /** @return the hours; none if there are none or they cannot be read, which is told */
    Map<Instant, Long> read() {
        try {
            kept = file().read(ContradictedFile::parse,
                    damage -> LOG.warn("the hours of contradiction are damaged, those before are taken: {}", damage.getMessage()))
                    .orElse(Map.of());
        } catch (IOException e) {
            LOG.warn("the hours of contradiction cannot be used, and are counted anew: {}", e.getMessage());
        }
        return kept;
    }

    /** Writes them if they have changed; a failure is told when it begins, and the next call tries again. */
    void keep(Map<Instant, Long> hours) {
        if (hours.equals(kept)) {
            return;
        }
        try {
            write(hours);
            kept = hours;
            toldFailure = false;
        } catch (IOException e) {
            if (!toldFailure) {
                LOG.warn("cannot keep how long the time is contradicted, so that a restart counts anew: {}", e.getMessage());
                toldFailure = true;
            }
        }
    }

    private void write(Map<Instant, Long> hours) throws IOException {
        if (hours.isEmpty()) {
            file().delete();
            return;
        }
        StringBuilder text = new StringBuilder();
        new TreeMap<>(hours).forEach((floor, length) -> text.append(floor).append(' ').append(length).append('\n'));
        file().write(text.toString());
    }

    private static Map<Instant, Long> parse(String text) throws IOException {
        Map<Instant, Long> hours = new HashMap<>();
        for (String line : text.lines().toList()) {
            String[] words = line.split(" ");
            if (words.length != 2 || !words[1].matches("[1-9]|1[0-9]|2[0-4]") || hours.size() == Contradicted.MOST) {
                throw new IOException("not at most " + Contradicted.MOST + " lines with a time and 1 to 24 hours");
            }
            hours.put(time(words[0]), Long.valueOf(words[1]));
        }
        return hours;
    }

    private static Instant time(String word) throws IOException {
        try {
            return Instant.parse(word);
        } catch (DateTimeException e) {
            throw new IOException("no time: " + e.getMessage(), e);
        }
    }

    private KeptFile file() throws IOException {
        return new KeptFile(Data.of(context).resolve("contradicted"), LIMIT);
    }
}

package link.box.work.clock;

import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import link.box.common.file.Data;
import link.box.common.file.KeptFile;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The last time that a source has confirmed, on disk: the next start cannot be before it. Methods block for disk and never fail. */
final class SavedTime {
    private static final Logger LOG = LoggerFactory.getLogger("box.work");
    private static final int LIMIT = 1024;
    /** What anybody can have saved; beyond it the file is damaged, whatever its checksum says. */
    private static final Instant FIRST = Instant.parse("2020-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private final BundleContext context;
    private Optional<Instant> time;
    private boolean toldFailure;

    SavedTime(BundleContext context) {
        this.context = context;
    }

    /** @return the time; empty if none was saved, or it cannot be read, which is told once */
    Optional<Instant> get() {
        if (time == null) {
            time = read();
        }
        return time;
    }

    /** Saves it; a failure is told when it begins. */
    void save(Instant now) {
        try {
            file().write(now + "\n");
            time = Optional.of(now);
            toldFailure = false;
        } catch (IOException e) {
            failed("save the time, so that the next start has no lower limit for it", e);
        }
    }

    /** It was wrong. */
    void takeBack() {
        time = Optional.empty();
        try {
            file().delete();
        } catch (IOException e) {
            failed("delete the saved time, so that the next start takes it for right again", e);
        }
    }

    private Optional<Instant> read() {
        try {
            return file().read(SavedTime::parse,
                    damage -> LOG.warn("the saved time is damaged, the one before it is taken: {}", damage.getMessage()));
        } catch (IOException e) {
            LOG.warn("the saved time cannot be used and is no limit; it is written anew once the clock is right: {}", e.getMessage());
            return Optional.empty();
        }
    }

    private static Instant parse(String text) throws IOException {
        try {
            Instant parsed = Instant.parse(text.strip());
            if (parsed.isBefore(FIRST) || parsed.isAfter(LAST)) {
                throw new IOException(parsed + " was never saved by a Box");
            }
            return parsed;
        } catch (DateTimeException e) {
            throw new IOException("no time: " + e.getMessage(), e);
        }
    }

    private KeptFile file() throws IOException {
        Path directory = Data.of(context);
        return new KeptFile(directory.resolve("clock"), LIMIT);
    }

    private void failed(String what, IOException reason) {
        if (!toldFailure) {
            LOG.warn("cannot {}: {}", what, reason.getMessage());
            toldFailure = true;
        }
    }
}

package link.box.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import link.box.common.file.AtomicFile;
import link.box.common.file.DiskWords;
import link.box.common.image.BundleFile;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The start after one whose memory ran out: it has told nobody who took it. What the rest does not need is started last, one by one, with a
 * note on disk who is on; who stands there at another such end is left out from then on. Blocks for disk.
 */
final class CarefulStart {
    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");
    /** What eats the memory when it is started has done so by then, unless the machine is slow; the last one has a minute more. */
    private static final long PAUSE_MILLIS = 5_000;
    private static final int LONGEST = 64;

    private final Path note;
    private final Quarantine quarantine;

    /** @param directory where the note is */
    CarefulStart(Path directory, Quarantine quarantine) {
        this.note = directory.resolve("starting");
        this.quarantine = quarantine;
    }

    /** Leaves out who stands in the note, if the memory ran out. */
    void judge(LastEnd last, BootSet set) {
        if (Files.notExists(note)) {
            return;
        }
        try {
            String sha256 = new String(AtomicFile.read(note, LONGEST), StandardCharsets.UTF_8);
            for (BundleFile each : set.bundles()) {
                if (last == LastEnd.OUT_OF_MEMORY && each.sha256().equals(sha256)) {
                    quarantine.add(each, "the memory ran out twice, the second time when it had been started");
                }
            }
            Files.delete(note);
        } catch (IOException e) {
            LOG.warn("who took the memory cannot be told: {}", DiskWords.of(e));
        }
    }

    /** The step of such a start. */
    void start(Container.Installed bundle) throws BundleException {
        if (!bundle.dispensable()) {
            Container.startBundle(bundle);
            return;
        }
        try {
            AtomicFile.directory(note.getParent());
            AtomicFile.write(note, bundle.file().sha256().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warn("it cannot be noted that {} is started: {}", bundle.file().name(), DiskWords.of(e));
        }
        Container.startOrLeave(bundle);
        pause();
    }

    private static void pause() throws BundleException {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            throw new BundleException("the start was interrupted", e);
        }
    }

    /** All have been started, some time ago. */
    void over() {
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            LOG.warn("the note of a start stays: {}", DiskWords.of(e));
        }
    }
}

package link.box.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import link.box.common.file.AtomicFile;
import link.box.common.file.DiskWords;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The start after one whose memory ran out: it has told nobody who took it. Suspects are those without which the rest gets on and that were
 * never well here for a minute, else all without which it gets on. A single new one is left out at once. Several are started last, one by
 * one, with a note on disk who is on; who stands there at another such end is left out from then on. Blocks for disk.
 */
final class CarefulStart {
    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");
    private static final int LONGEST = 64;

    private final Path note;
    private final Quarantine quarantine;
    private final Well well;
    private final Calm calm;
    private final Set<Container.Installed> suspects = new HashSet<>();

    /** @param directory where the note is */
    CarefulStart(Path directory, Quarantine quarantine, Calm calm) {
        this.note = directory.resolve("starting");
        this.quarantine = quarantine;
        this.well = new Well(directory);
        this.calm = calm;
    }

    /** Before a start that is careful: who is known to take the memory is left out, and the other suspects come last. */
    void prepare(Container container) {
        judge(container.dispensable());
        List<Container.Installed> all = container.dispensable().stream().filter(each -> !quarantine.holds(each.file())).toList();
        Set<String> known = well.hashes();
        List<Container.Installed> strange = all.stream().filter(each -> !known.contains(each.file().sha256())).toList();
        if (strange.size() == 1) {
            leaveOut(strange.get(0), "the memory ran out, and it is the only one with which the Box never ran for a minute");
        }
        suspects.addAll(strange.isEmpty() ? all : strange);
        container.last(all.stream().sorted(Comparator.comparing(suspects::contains)).toList());
    }

    /** Another kind of start makes the note void. */
    void forget() {
        try {
            Files.deleteIfExists(note);
        } catch (IOException e) {
            LOG.warn("the note of a start stays: {}", DiskWords.of(e));
        }
    }

    private void judge(List<Container.Installed> all) {
        try {
            String sha256 = Files.exists(note) ? new String(AtomicFile.read(note, LONGEST), StandardCharsets.UTF_8) : "";
            all.stream().filter(each -> each.file().sha256().equals(sha256)).findFirst()
                    .ifPresent(each -> leaveOut(each, "the memory ran out twice, the second time when it had been started"));
        } catch (IOException e) {
            LOG.warn("who took the memory cannot be told: {}", DiskWords.of(e));
        }
        forget();
    }

    private void leaveOut(Container.Installed bundle, String why) {
        try {
            quarantine.add(bundle.file(), why);
        } catch (IOException e) {
            LOG.warn("{} is started, for it cannot be noted to leave it out: {}", bundle.file().name(), DiskWords.of(e));
        }
    }

    /** The step of such a start. */
    void start(Container container, Container.Installed bundle) throws BundleException {
        if (!suspects.contains(bundle)) {
            container.startOrLeave(bundle);
            return;
        }
        try {
            AtomicFile.directory(note.getParent());
            AtomicFile.write(note, bundle.file().sha256().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warn("it cannot be noted that {} is started: {}", bundle.file().name(), DiskWords.of(e));
        }
        container.startOrLeave(bundle);
        calm.await();
        forget();
    }
}

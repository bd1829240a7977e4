package link.box.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import link.box.common.file.AtomicFile;
import link.box.common.file.DiskWords;
import link.box.common.image.BundleFile;
import link.box.common.image.Quarantined;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bundles that keep the Box from running and are left out at each start ({@link Quarantined}), with those that cannot be without them. The
 * launcher alone writes the list. Methods block for disk.
 */
final class Quarantine {
    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");

    private final Path directory;

    /** @param directory where the sets are kept */
    Quarantine(Path directory) {
        this.directory = directory;
    }

    /** Takes out of a container that is open what is not to be started, says so, and tells box.ota about it and who goes with it. */
    void keepFrom(Container container) throws BundleException {
        System.clearProperty(Quarantined.LEFT_OUT);
        System.clearProperty(Quarantined.STRANDED);
        if (Files.notExists(directory.resolve(Quarantined.FILE))) {
            return;
        }
        List<Quarantined> all = read();
        List<Container.Installed> left = container.bundles().stream().filter(each -> leftOut(each.file(), all)).toList();
        List<String> stranded = new ArrayList<>();
        for (Container.Installed each : container.leaveOut(left)) {
            LOG.warn("{} {} is left out, too: it needs one that is", each.file().name(), each.file().version());
            stranded.add(each.file().name());
        }
        System.setProperty(Quarantined.LEFT_OUT, String.join(" ", left.stream().map(each -> each.file().sha256()).toList()));
        System.setProperty(Quarantined.STRANDED, String.join(" ", stranded));
    }

    /** @return whether it is left out, should it be among those without which the rest gets on */
    boolean holds(BundleFile bundle) {
        return read().stream().anyMatch(each -> each.is(bundle));
    }

    /**
     * Leaves a bundle out from now on.
     *
     * @param reason a sentence for people
     * @throws IOException it cannot be kept, so the bundle is started again next time
     */
    void add(BundleFile bundle, String reason) throws IOException {
        List<Quarantined> all = new ArrayList<>(read());
        all.removeIf(each -> each.is(bundle));
        all.add(new Quarantined(bundle.name(), bundle.sha256(), reason));
        write(all.subList(Math.max(0, all.size() - Quarantined.MOST), all.size()));
    }

    /**
     * Gives all versions of a bundle another chance.
     *
     * @return whether one was left out
     * @throws IOException the list cannot be read or kept
     */
    boolean readmit(String name) throws IOException {
        List<Quarantined> all = new ArrayList<>(Quarantined.read(directory));
        boolean there = all.removeIf(each -> each.name().equals(name));
        if (there) {
            // somebody else than the Box may have asked, and it has to read the list
            AtomicFile.write(directory.resolve(Quarantined.FILE), bytes(all), Files.getOwner(directory, LinkOption.NOFOLLOW_LINKS));
        }
        return there;
    }

    private static boolean leftOut(BundleFile bundle, List<Quarantined> all) {
        for (Quarantined each : all) {
            if (each.is(bundle) && !bundle.ours()) {
                LOG.warn("{} {} is left out: {}; another version of it is started again", bundle.name(), bundle.version(), each.reason());
                return true;
            }
        }
        return false;
    }

    private void write(List<Quarantined> all) throws IOException {
        AtomicFile.directory(directory);
        AtomicFile.write(directory.resolve(Quarantined.FILE), bytes(all));
    }

    private static byte[] bytes(List<Quarantined> all) {
        return String.join("", all.stream().map(each -> each.line() + "\n").toList()).getBytes(StandardCharsets.UTF_8);
    }

    private List<Quarantined> read() {
        try {
            return Quarantined.read(directory);
        } catch (IOException e) {
            LOG.warn("nothing is left out, for the list of what should be cannot be read: {}", DiskWords.of(e));
            return List.of();
        }
    }
}

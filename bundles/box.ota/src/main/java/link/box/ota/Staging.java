package link.box.ota;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToLongFunction;
import link.box.common.file.AtomicFile;
import link.box.common.file.DiskWords;
import link.box.common.image.BundleFile;
import link.box.common.release.Archive;
import link.box.common.release.NamedBundle;
import link.box.common.release.ReleaseFiles;
import link.box.ota.channel.Channel;
import org.osgi.framework.Version;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings all of a release onto the disk, each bundle looked at. What runs is not touched. Blocks for network and disk. Not thread-safe. */
final class Staging {
    private static final Logger LOG = LoggerFactory.getLogger("box.ota");
    /** For journal, documents and what others write meanwhile. */
    private static final long MARGIN = 4 << 20;

    private final ReleaseFiles files;
    private final Path home;
    private final ToLongFunction<Path> free;

    /**
     * @param home of the image
     * @param free tells how many bytes can be written where a directory is
     */
    Staging(ReleaseFiles files, Path home, ToLongFunction<Path> free) {
        this.files = files;
        this.home = home;
        this.free = free;
    }

    /** @throws IOException not all of it is there; what is stays for the next try */
    void stage(Offer offer, Channel channel) throws IOException {
        write(offer);
        prune(offer);
        List<NamedBundle> missing = missing(offer);
        if (missing.isEmpty()) {
            return;
        }
        Path store = AtomicFile.directory(files.stored(missing.get(0).sha256()).getParent());
        room(missing, store);
        for (NamedBundle bundle : missing) {
            bring(bundle, channel);
        }
        AtomicFile.syncDirectory(store);
    }

    private void write(Offer offer) throws IOException {
        Path document = files.document(offer.sequence());
        Disk.write(document, () -> {
            AtomicFile.directory(document.getParent());
            AtomicFile.write(document, offer.document());
        });
    }

    /** What came for releases that were never taken needs no room; with a document that is damaged nothing can be told, and all stays. */
    private void prune(Offer offer) {
        try {
            files.prune(Set.of(offer.sequence()));
        } catch (IOException e) {
            LOG.warn("what no release needs any more stays on disk: {}", DiskWords.of(e));
        }
    }

    private List<NamedBundle> missing(Offer offer) throws IOException {
        Map<String, BundleFile> image = new HashMap<>();
        BundleFile.of(home).forEach(each -> image.put(each.sha256(), each));
        List<NamedBundle> missing = new ArrayList<>();
        for (NamedBundle bundle : offer.release().bundles()) {
            BundleFile flashed = image.get(bundle.sha256());
            if (flashed == null && !stored(bundle)) {
                missing.add(bundle);
            } else if (flashed != null && !named(flashed, bundle)) {
                throw new Refused("release " + offer.sequence() + " calls " + bundle.name() + " " + bundle.version() + " what is "
                        + flashed.name() + " " + flashed.version(), "publish a release that names what it holds");
            }
        }
        return missing;
    }

    private static boolean named(BundleFile flashed, NamedBundle bundle) {
        return flashed.name().equals(bundle.name())
                && Version.parseVersion(flashed.version()).equals(Version.parseVersion(bundle.version()));
    }

    /** A disk that has lost a bit is helped by fetching again. */
    private boolean stored(NamedBundle bundle) throws IOException {
        Path jar = files.stored(bundle.sha256());
        if (Files.notExists(jar)) {
            return false;
        }
        try {
            Archive.check(jar, bundle);
            return true;
        } catch (IOException e) {
            LOG.warn("{}; it is fetched again", e.getMessage());
            Files.delete(jar);
            return false;
        }
    }

    private void room(List<NamedBundle> missing, Path store) throws IOException {
        long needed = MARGIN;
        for (NamedBundle bundle : missing) {
            Path part = files.part(bundle.sha256());
            needed += Math.max(0, bundle.size() - (Files.exists(part) ? Files.size(part) : 0));
        }
        long there = free.applyAsLong(store);
        if (there < needed) {
            throw new IOException("there is no room for the new bundles in " + store + ": they need " + kilobytes(needed) + ", and "
                    + kilobytes(there) + " are free; nothing was changed");
        }
    }

    private void bring(NamedBundle bundle, Channel channel) throws IOException {
        Path part = files.part(bundle.sha256());
        fetch(bundle, part, channel);
        try {
            Archive.check(part, bundle);
        } catch (IOException e) {
            Files.deleteIfExists(part);
            throw new Refused("what " + channel + " has is not what the release names: " + e.getMessage(),
                    "publish the bundle that was signed; what came was thrown away");
        }
        try (FileChannel file = FileChannel.open(part, StandardOpenOption.WRITE)) {
            file.force(true);
        }
        Files.move(part, files.stored(bundle.sha256()), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        LOG.info("{} {} has come", bundle.name(), bundle.version());
    }

    /** What a power cut has left of an earlier try may be anything: it is thrown away once before the vendor is blamed. */
    private static void fetch(NamedBundle bundle, Path part, Channel channel) throws IOException {
        boolean begun = Files.exists(part);
        channel.fetch(bundle, part);
        if (begun && !Archive.sha256(part).equals(bundle.sha256())) {
            LOG.warn("what was there of {} {} from an earlier try is of no use; all of it is fetched again", bundle.name(),
                    bundle.version());
            Files.delete(part);
            channel.fetch(bundle, part);
        }
    }

    private static String kilobytes(long bytes) {
        return (bytes + 999) / 1000 + " KB";
    }
}

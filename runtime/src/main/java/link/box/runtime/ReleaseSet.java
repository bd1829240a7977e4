package link.box.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import link.box.common.image.BundleFile;
import link.box.common.release.Archive;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import link.box.common.release.ReleaseFiles;
import link.box.common.release.ReleaseKeys;
import org.osgi.framework.Version;

/** A release on disk becomes bundles to start, or there is a reason why not. Blocks for disk. */
final class ReleaseSet {
    private final Image image;
    private final ReleaseFiles files;
    private final Version launcher;

    /** @param launcher this launcher's version */
    ReleaseSet(Image image, ReleaseFiles files, String launcher) {
        this.image = image;
        this.files = files;
        this.launcher = Version.parseVersion(launcher);
    }

    /**
     * Believes the image's own jars as they were flashed, and verifies all else.
     *
     * @throws IOException the release is not signed, not whole, or for another launcher; says which
     */
    List<BundleFile> bundles(long sequence) throws IOException {
        Release release = files.release(sequence, ReleaseKeys.chain(image.keys(), files.keys()));
        if (Version.parseVersion(release.launcher()).compareTo(launcher) > 0) {
            throw new IOException("it needs the launcher " + release.launcher() + ", and this image has " + launcher);
        }
        Map<String, Path> flashed = image.bundles().stream()
                .collect(Collectors.toMap(BundleFile::sha256, BundleFile::file, (first, second) -> first));
        List<BundleFile> bundles = new ArrayList<>();
        for (NamedBundle named : release.bundles()) {
            Path file = flashed.get(named.sha256());
            bundles.add(new BundleFile(named.level(), file == null ? stored(named) : file, named.sha256(), named.name(), named.version()));
        }
        return bundles;
    }

    private Path stored(NamedBundle named) throws IOException {
        Path file = files.stored(named.sha256());
        Archive.checkBytes(file, named);
        return file;
    }
}

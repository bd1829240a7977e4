package link.box.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import link.box.common.file.AtomicFile;
import link.box.common.file.DiskWords;
import link.box.common.image.BundleFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which bundles that are not the product's own have been here for a minute of the Box's life: who has is less of a suspect than who has
 * not. A file with a SHA-256 a line, written only when it becomes another. Blocks for disk.
 */
final class Well {
    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");
    private static final int LARGEST = 64 << 10;

    private final Path file;

    /** @param directory where the sets are kept */
    Well(Path directory) {
        this.file = directory.resolve("well");
    }

    /** @return the hashes; empty if nobody knows */
    Set<String> hashes() {
        try {
            return Files.notExists(file) ? Set.of()
                    : new String(AtomicFile.read(file, LARGEST), StandardCharsets.UTF_8).lines().collect(Collectors.toSet());
        } catch (IOException e) {
            LOG.warn("it cannot be told which bundles were well before: {}", DiskWords.of(e));
            return Set.of();
        }
    }

    /**
     * This container has run for a minute, also with those that did not start in it. Who may be left out is not asked here: once
     * wired that is another question than before a start.
     */
    void note(Container container) {
        Set<String> now = container.bundles().stream().map(Container.Installed::file).filter(each -> !each.ours())
                .map(BundleFile::sha256).collect(Collectors.toCollection(TreeSet::new));
        if (now.isEmpty() || now.equals(hashes())) {
            return;
        }
        try {
            AtomicFile.directory(file.getParent());
            AtomicFile.write(file, (String.join("\n", now) + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            LOG.warn("it cannot be noted which bundles are well: {}", DiskWords.of(e));
        }
    }
}

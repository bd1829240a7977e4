package link.box.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import link.box.common.file.AtomicFile;
import link.box.common.file.DiskWords;
import link.box.common.image.BundleFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Bundles that keep the Box from running and are left out at each start, each by name and SHA-256: another version of it is given a chance.
 * The launcher alone writes it; who deletes the file lets all of them back in. Methods block for disk.
 */
final class Quarantine {
    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");
    private static final Pattern LINE = Pattern.compile("([^ ]{1,128}) ([0-9a-f]{64}) (.{0,300})");
    private static final int LARGEST = 32 << 10;
    /** More than that is no fault of a few bundles. */
    private static final int MOST = 50;

    private final Path file;

    /** One that is left out. */
    private record Kept(String name, String sha256, String reason) {
        String line() {
            return name + " " + sha256 + " " + reason;
        }

        boolean is(BundleFile bundle) {
            return name.equals(bundle.name()) && sha256.equals(bundle.sha256());
        }
    }

    /** @param directory where the sets are kept */
    Quarantine(Path directory) {
        this.file = directory.resolve("quarantine");
    }

    /** @return what is to be started of these; what is left out is said */
    List<BundleFile> without(List<BundleFile> bundles) {
        List<Kept> all = read();
        return bundles.stream().filter(each -> !leftOut(each, all)).toList();
    }

    /**
     * Leaves a bundle out from now on.
     *
     * @param reason a sentence for people
     * @throws IOException it cannot be kept, so the bundle is started again next time
     */
    void add(BundleFile bundle, String reason) throws IOException {
        List<Kept> all = new ArrayList<>(read());
        all.removeIf(each -> each.is(bundle));
        all.add(new Kept(bundle.name(), bundle.sha256(), reason));
        String text = String.join("\n", all.stream().skip(Math.max(0, all.size() - MOST)).map(Kept::line).toList()) + "\n";
        AtomicFile.directory(file.getParent());
        AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static boolean leftOut(BundleFile bundle, List<Kept> all) {
        Optional<Kept> kept = all.stream().filter(each -> each.is(bundle)).findFirst();
        if (kept.isEmpty() || bundle.ours()) {
            return false;
        }
        LOG.warn("{} {} is left out: {}; another version of it is started again", bundle.name(), bundle.version(), kept.get().reason());
        return true;
    }

    private List<Kept> read() {
        if (Files.notExists(file)) {
            return List.of();
        }
        try {
            return new String(AtomicFile.read(file, LARGEST), StandardCharsets.UTF_8).lines().limit(MOST).map(Quarantine::parse)
                    .flatMap(Optional::stream).toList();
        } catch (IOException e) {
            LOG.warn("nothing is left out, for the list of what should be cannot be read: {}", DiskWords.of(e));
            return List.of();
        }
    }

    private static Optional<Kept> parse(String line) {
        Matcher words = LINE.matcher(line);
        return words.matches() ? Optional.of(new Kept(words.group(1), words.group(2), words.group(3))) : Optional.empty();
    }
}

package link.box.features.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import link.box.common.image.BundleFile;
import link.box.common.release.NamedBundle;

/** What an image would run, as {@code MakeImage} wrote it. */
final class ImageContent {
    private static final Pattern LAUNCHER = Pattern.compile("link\\.box\\.runtime-(.+)\\.jar");

    private final Path home;
    private final Map<NamedBundle, Path> jars = new HashMap<>();
    private final List<NamedBundle> bundles = new ArrayList<>();

    /** Blocks for disk. */
    ImageContent(Path home) throws IOException {
        if (Files.notExists(home.resolve("lib/bundles.list"))) {
            throw new IOException(home + " is no image of the Box: it has no lib/bundles.list");
        }
        this.home = home;
        Map<String, String> features = features();
        for (BundleFile each : BundleFile.of(home)) {
            NamedBundle bundle = named(each, features.getOrDefault(each.file().getFileName().toString(), ""));
            bundles.add(bundle);
            jars.put(bundle, each.file());
        }
    }

    /** @return in the order of their start */
    List<NamedBundle> bundles() {
        return bundles;
    }

    Path jar(NamedBundle bundle) {
        return jars.get(bundle);
    }

    /** @return the version of its launcher */
    String launcher() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve("lib"))) {
            return files.map(file -> LAUNCHER.matcher(file.getFileName().toString())).filter(Matcher::matches).findFirst()
                    .orElseThrow(() -> new IOException(home + " has no launcher in lib")).group(1);
        }
    }

    /** @return where the vendor's keys are, if he has put them into the image */
    Path keys() {
        return home.resolve("etc/release.jwks");
    }

    private static NamedBundle named(BundleFile each, String feature) throws IOException {
        try {
            return new NamedBundle(each.name(), each.version(), each.startLevel(), feature, Files.size(each.file()), each.sha256());
        } catch (IllegalArgumentException e) {
            throw new IOException(each.file() + " cannot be released: " + e.getMessage(), e);
        }
    }

    private Map<String, String> features() throws IOException {
        Map<String, String> features = new HashMap<>();
        for (String line : Files.readAllLines(home.resolve("lib/features.list"))) {
            features.put(line.replaceFirst(".* ", ""), line.replaceFirst(" .*", ""));
        }
        return features;
    }
}

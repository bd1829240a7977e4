package link.box.features;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import link.box.common.image.BundleFile;
import link.box.common.release.Archive;
import link.box.common.release.BundleManifest;

/** {@code MakeImage NAME JARS COMMON TARGET RUNTIME FEATURE...}: writes what features name, and how it is started, into an image. */
public final class MakeImage {
    private static final int FIRST_FEATURE = 5;

    private final String name;
    private final Path jars;
    private final Path target;

    private MakeImage(String name, Path jars, Path target) {
        this.name = name;
        this.jars = jars;
        this.target = target;
    }

    /**
     * Fails the build when something does not fit together.
     *
     * @param words name of the image, directory with all jars, directory with the start script and JVM flags, directory of the image,
     *        the feature whose artifacts are the class path, and the features whose bundles run in the framework
     * @throws IOException a feature is wrong, or an artifact it names is not among the jars
     */
    public static void main(String[] words) throws IOException {
        MakeImage image = new MakeImage(words[0], Path.of(words[1]), Path.of(words[3]));
        image.start(Path.of(words[2]), BoxFeature.read(Path.of(words[4])));
        List<BoxFeature> features = new ArrayList<>();
        for (String file : Arrays.copyOfRange(words, FIRST_FEATURE, words.length)) {
            features.add(BoxFeature.read(Path.of(file)));
        }
        image.bundles(features);
        image.settings(features);
        image.features(features);
    }

    private void start(Path common, BoxFeature runtime) throws IOException {
        Path script = directory("bin").resolve(name);
        Files.copy(common.resolve("bin/launch"), script, StandardCopyOption.REPLACE_EXISTING);
        Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.copy(common.resolve("jvm.flags"), directory("lib").resolve("jvm.flags"), StandardCopyOption.REPLACE_EXISTING);
        Files.writeString(target.resolve("lib/image.name"), name + "\n");
        for (BoxFeature.Entry entry : runtime.bundles()) {
            copy(entry.file(), "lib");
        }
    }

    private void bundles(List<BoxFeature> features) throws IOException {
        try (DirectoryStream<Path> stale = Files.newDirectoryStream(directory("bundles"), "*.jar")) {
            for (Path jar : stale) {
                Files.delete(jar);
            }
        }
        List<String> list = new ArrayList<>();
        for (BoxFeature feature : features) {
            for (BoxFeature.Entry entry : feature.bundles()) {
                copy(entry.file(), "bundles");
                list.add(line(entry));
            }
        }
        Files.write(target.resolve("lib/bundles.list"), list);
    }

    private String line(BoxFeature.Entry entry) throws IOException {
        Path file = target.resolve("bundles").resolve(entry.file());
        BundleManifest manifest = Archive.manifest(file);
        return new BundleFile(entry.startLevel(), file, Archive.sha256(file), manifest.name(), manifest.version().toString()).line();
    }

    private void settings(List<BoxFeature> features) throws IOException {
        List<DeclaredSetting> settings = features.stream().flatMap(feature -> feature.settings().stream()).toList();
        Files.write(target.resolve("lib/settings.tsv"), settings.stream().map(DeclaredSetting::line).toList());
        Files.writeString(directory("etc").resolve(name + ".conf"), new ConfigurationFile(name, settings).toString());
    }

    /** Which feature a bundle belongs to: a release names it. */
    private void features(List<BoxFeature> features) throws IOException {
        List<String> list = new ArrayList<>();
        for (BoxFeature feature : features) {
            feature.bundles().forEach(entry -> list.add(feature.name() + " " + entry.file()));
        }
        Files.write(target.resolve("lib/features.list"), list);
    }

    private void copy(String file, String to) throws IOException {
        Path from = jars.resolve(file);
        if (!Files.exists(from)) {
            throw new IOException("a feature names " + file + ", which is not among the jars in " + jars);
        }
        Files.copy(from, target.resolve(to).resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }

    private Path directory(String of) throws IOException {
        return Files.createDirectories(target.resolve(of));
    }
}

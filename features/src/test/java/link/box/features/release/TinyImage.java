package link.box.features.release;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;
import link.box.common.image.BundleFile;
import link.box.common.release.Archive;

/** An image of small bundles, as MakeImage leaves it. */
final class TinyImage {
    private final Path home;
    private final List<String> bundles = new ArrayList<>();
    private final List<String> features = new ArrayList<>();

    TinyImage(Path home) throws IOException {
        this.home = home;
        Files.createDirectories(home.resolve("bundles"));
        Files.createDirectories(home.resolve("etc"));
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("lib/link.box.runtime-0.1.0.jar"), "the launcher");
    }

    /** @param headers further lines of its manifest */
    TinyImage bundle(String name, String version, String... headers) throws IOException {
        String file = name + "-" + version + ".jar";
        String manifest = "Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: " + name + "\nBundle-Version: " + version
                + "\n" + String.join("\n", headers) + "\n";
        Path path = home.resolve("bundles").resolve(file);
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(path))) {
            ZipEntry entry = new ZipEntry("META-INF/MANIFEST.MF");
            entry.setTime(0);
            jar.putNextEntry(entry);
            jar.write(manifest.getBytes(StandardCharsets.UTF_8));
        }
        bundles.add(new BundleFile(2, path, Archive.sha256(path), name, version).line());
        features.add("tiny " + file);
        Files.write(home.resolve("lib/bundles.list"), bundles);
        Files.write(home.resolve("lib/features.list"), features);
        return this;
    }

    Path home() {
        return home;
    }
}

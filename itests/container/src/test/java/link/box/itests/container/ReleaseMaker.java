package link.box.itests.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import link.box.common.release.Archive;
import link.box.common.release.BundleManifest;
import link.box.common.release.Jwk;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import link.box.common.release.ReleaseFiles;
import link.box.common.release.SignedDocument;

/** A vendor: an image that trusts his key, and releases made of its bundles. Outside of the framework. */
final class ReleaseMaker {
    private static final Instant RELEASED = Instant.now().truncatedTo(ChronoUnit.DAYS);

    private final Path home;
    private final KeyPair key;
    private final Map<NamedBundle, Path> image = new LinkedHashMap<>();

    /** @param home made anew as a copy of the assembled image, whose bundles are linked to */
    ReleaseMaker(Path home) throws Exception {
        this.home = home;
        this.key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Path assembled = BoxImage.home();
        for (String each : List.of("lib", "etc")) {
            Files.createDirectories(home.resolve(each));
            try (var files = Files.list(assembled.resolve(each))) {
                for (Path file : files.toList()) {
                    Files.copy(file, home.resolve(each).resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Files.deleteIfExists(home.resolve("bundles"));
        Files.createSymbolicLink(home.resolve("bundles"), assembled.resolve("bundles"));
        Files.writeString(home.resolve("etc/release.jwks"), "{\"keys\":[" + Jwk.of(key.getPublic()) + "]}");
        for (String line : Files.readAllLines(home.resolve("lib/bundles.list"))) {
            String[] words = line.split(" ");
            Path jar = home.resolve("bundles").resolve(words[1]);
            BundleManifest manifest = Archive.manifest(jar);
            image.put(new NamedBundle(manifest.name(), manifest.version().toString(), Integer.parseInt(words[0]), "box", Files.size(jar),
                    Archive.sha256(jar)), jar);
        }
        Files.write(home.resolve("lib/bundles.list"), image.entrySet().stream().map(each -> line(each.getKey(), each.getValue())).toList());
    }

    /**
     * Signs a release and lays it and its bundles down as they would be in the Box.
     *
     * @param directory made anew, in the place of the Box's {@code link.box.ota}
     * @param which bundles get another version
     * @param change gives what an entry of such a bundle becomes, by its name and content
     */
    void release(Path directory, long sequence, String version, Predicate<String> which, BiFunction<String, byte[], byte[]> change)
            throws Exception {
        ReleaseFiles files = new ReleaseFiles(directory);
        Files.createDirectories(files.document(sequence).getParent());
        Files.createDirectories(files.stored("0".repeat(64)).getParent());
        List<NamedBundle> bundles = new ArrayList<>();
        for (NamedBundle each : image.keySet()) {
            bundles.add(which.test(each.name()) ? made(files, each, version, change) : each);
        }
        Release release = new Release("stable", sequence, RELEASED, RELEASED.plusSeconds(1_000_000), "0.1.0", false, Set.of(), bundles);
        Files.write(files.document(sequence), SignedDocument.sign(release.payload(), Release.TYPE,
                Map.of(Jwk.kid(key.getPublic()), key.getPrivate())));
        Files.write(directory.resolve("payload"), release.payload());
    }

    private NamedBundle made(ReleaseFiles files, NamedBundle old, String version, BiFunction<String, byte[], byte[]> change)
            throws IOException {
        Path jar = Files.createTempFile(home, old.name(), ".jar");
        try (JarFile from = new JarFile(image.get(old).toFile()); OutputStream out = Files.newOutputStream(jar)) {
            Manifest manifest = from.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream to = new JarOutputStream(out, manifest)) {
                for (JarEntry each : from.stream().filter(ReleaseMaker::isContent).toList()) {
                    to.putNextEntry(new ZipEntry(each.getName()));
                    try (InputStream bytes = from.getInputStream(each)) {
                        to.write(change.apply(each.getName(), bytes.readAllBytes()));
                    }
                }
            }
        }
        NamedBundle named = new NamedBundle(old.name(), version, old.level(), old.feature(), Files.size(jar), Archive.sha256(jar));
        Archive.check(jar, named);
        Files.move(jar, files.stored(named.sha256()));
        return named;
    }

    private static boolean isContent(JarEntry entry) {
        return !entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME);
    }

    private static String line(NamedBundle bundle, Path jar) {
        return String.join(" ", String.valueOf(bundle.level()), jar.getFileName().toString(), bundle.sha256(), bundle.name(),
                bundle.version());
    }

    /** A reference that nobody ever satisfies, in each component of a bundle. */
    static byte[] waiting(String entry, byte[] content) {
        if (!entry.startsWith("OSGI-INF/")) {
            return content;
        }
        String nobody = "<reference name=\"nobody\" interface=\"java.util.concurrent.Callable\"/>";
        return new String(content, StandardCharsets.UTF_8).replaceFirst("</scr:component>", nobody + "</scr:component>")
                .getBytes(StandardCharsets.UTF_8);
    }
}

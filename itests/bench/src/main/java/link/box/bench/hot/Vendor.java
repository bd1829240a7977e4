package link.box.bench.hot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import link.box.common.release.Archive;
import link.box.common.release.Jwk;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import link.box.common.release.SignedDocument;

/** A vendor: an image that trusts his key, and a channel whose releases are that image, one bundle after the other raised. */
final class Vendor {
    /** His launcher and the first versions of his bundles. */
    private static final String FIRST = "0.1.";
    private static final int DAYS = 30;
    private final Path images;
    private final Path channel;
    private final KeyPair key;
    private final Map<String, NamedBundle> bundles = new LinkedHashMap<>();
    private final Map<String, Path> flashed = new LinkedHashMap<>();
    private long sequence;

    /**
     * @param assembled directory with the images {@code lab} and {@code cloud}
     * @param directory where the image of his own and the channel are made
     */
    Vendor(Path assembled, Path directory) throws IOException, GeneralSecurityException {
        images = Files.createDirectories(directory.resolve("images"));
        channel = Files.createDirectories(directory.resolve("channel"));
        Files.createDirectory(channel.resolve("bundles"));
        key = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.createSymbolicLink(images.resolve("cloud"), assembled.resolve("cloud"));
        Path home = Files.createDirectories(images.resolve("lab/etc")).getParent();
        for (String part : List.of("bin", "lib", "bundles")) {
            Files.createSymbolicLink(home.resolve(part), assembled.resolve("lab").resolve(part));
        }
        Files.copy(assembled.resolve("lab/etc/box.conf"), home.resolve("etc/box.conf"));
        Files.writeString(home.resolve("etc/release.jwks"), "{\"keys\":[" + Jwk.of(key.getPublic()) + "]}");
        for (String line : Files.readAllLines(home.resolve("lib/bundles.list"))) {
            String[] words = line.split(" ");
            Path jar = home.resolve("bundles").resolve(words[1]);
            flashed.put(words[3], jar);
            bundles.put(words[3], new NamedBundle(words[3], words[4], Integer.parseInt(words[0]), "box", Files.size(jar), words[2]));
        }
    }

    /** @return directory of the images, that of the Box with his key */
    Path images() {
        return images;
    }

    /** @return the directory that a Box follows */
    Path channel() {
        return channel;
    }

    /** @return the bundles of our own, as they are started */
    List<String> own() {
        return bundles.keySet().stream().filter(each -> each.startsWith("link.")).toList();
    }

    /** Publishes the next release: the one before, with another version of this bundle. @return its sequence */
    long raise(String name) throws IOException {
        sequence++;
        NamedBundle old = bundles.get(name);
        bundles.put(name, raised(old));
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Release release = new Release("stable", sequence, now, now.plus(DAYS, ChronoUnit.DAYS), FIRST + 0, false, Set.of(),
                List.copyOf(bundles.values()));
        Path document = Files.write(channel.resolve("next"), SignedDocument.sign(release.payload(), Release.TYPE,
                Map.of(Jwk.kid(key.getPublic()), key.getPrivate())));
        Files.move(document, channel.resolve("release.json"), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(jar(old));
        return sequence;
    }

    /** The same classes under the next version. */
    private NamedBundle raised(NamedBundle old) throws IOException {
        Path made = channel.resolve("raised.jar");
        String version = FIRST + sequence;
        try (JarFile from = new JarFile(flashed.get(old.name()).toFile()); OutputStream out = Files.newOutputStream(made)) {
            Manifest manifest = from.getManifest();
            manifest.getMainAttributes().putValue("Bundle-Version", version);
            try (JarOutputStream to = new JarOutputStream(out, manifest)) {
                for (JarEntry each : from.stream().filter(Vendor::isContent).toList()) {
                    to.putNextEntry(new ZipEntry(each.getName()));
                    try (InputStream bytes = from.getInputStream(each)) {
                        bytes.transferTo(to);
                    }
                }
            }
        }
        NamedBundle named = new NamedBundle(old.name(), version, old.level(), old.feature(), Files.size(made), Archive.sha256(made));
        Files.move(made, jar(named));
        return named;
    }

    private Path jar(NamedBundle bundle) {
        return channel.resolve("bundles").resolve(bundle.sha256() + ".jar");
    }

    private static boolean isContent(JarEntry entry) {
        return !entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME);
    }
}

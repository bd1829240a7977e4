package link.box.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import link.box.common.image.BundleFile;
import link.box.common.release.Archive;
import link.box.common.release.BundleManifest;
import link.box.common.release.Jwk;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import link.box.common.release.SignedDocument;

/** A vendor's channel on a plain web server; its releases are an image's bundles, of which some are other ones, or more. */
public final class VendorChannel implements AutoCloseable {
    private final Path directory;
    private final Path home;
    private final KeyPair key;
    private final PlainSite site;

    /**
     * Serves it from now on.
     *
     * @param directory what the server shows; made
     * @param home of the image
     * @param key what its releases are signed with
     */
    public VendorChannel(Path directory, Path home, KeyPair key) throws IOException {
        this.directory = directory;
        this.home = home;
        this.key = key;
        Files.createDirectories(directory.resolve("bundles"));
        site = new PlainSite(directory);
    }

    /** @return what {@code ota.channel} is to be */
    public String url() {
        return site.url();
    }

    /** @return the paths that were asked for */
    public List<String> asked() {
        return site.asked();
    }

    /** Publishes a release of the image's bundles, but for these: each stands for the image's of its name, or comes last. */
    public Release publish(long sequence, Path... jars) throws IOException {
        return publish(key, sequence, jars);
    }

    /** The same, signed by somebody else. */
    public Release publish(KeyPair signer, long sequence, Path... jars) throws IOException {
        for (Path jar : jars) {
            Files.copy(jar, directory.resolve("bundles/" + Archive.sha256(jar) + ".jar"), StandardCopyOption.REPLACE_EXISTING);
        }
        Release release = release(sequence, Instant.now().truncatedTo(ChronoUnit.SECONDS), bundles(home, jars));
        show(sign(release, signer));
        return release;
    }

    /** Publishes a release that was made then, and expires a month after it. */
    public void publish(long sequence, Instant released) throws IOException {
        show(sign(release(sequence, released, bundles(home)), key));
    }

    /** Publishes a release with one bundle more, whatever that is: it is named so, and these bytes are there in its place. */
    public void publish(long sequence, NamedBundle named, byte[] shown, Path... jars) throws IOException {
        Files.write(directory.resolve("bundles/" + named.sha256() + ".jar"), shown);
        List<NamedBundle> bundles = bundles(home, jars);
        bundles.add(named);
        show(sign(release(sequence, Instant.now().truncatedTo(ChronoUnit.SECONDS), bundles), key));
    }

    /** Shows these bytes where the release is. */
    public void show(byte[] document) throws IOException {
        Path made = Files.write(directory.resolve("release.json.new"), document);
        Files.move(made, directory.resolve("release.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    /** @return a release that can be taken for a month */
    public static Release release(long sequence, Instant released, List<NamedBundle> bundles) {
        return new Release("stable", sequence, released, released.plus(Duration.ofDays(30)), "0.1.0", false, Set.of(), bundles);
    }

    /** @return the document, as it is published */
    public static byte[] sign(Release release, KeyPair key) {
        return SignedDocument.sign(release.payload(), Release.TYPE, Map.of(Jwk.kid(key.getPublic()), key.getPrivate()));
    }

    /** @return the image's bundles, but for these */
    public static List<NamedBundle> bundles(Path home, Path... jars) throws IOException {
        List<NamedBundle> bundles = new ArrayList<>();
        for (BundleFile each : BundleFile.of(home)) {
            bundles.add(new NamedBundle(each.name(), each.version(), each.startLevel(), "box", Files.size(each.file()), each.sha256()));
        }
        for (Path jar : jars) {
            put(bundles, jar);
        }
        return bundles;
    }

    private static void put(List<NamedBundle> bundles, Path jar) throws IOException {
        BundleManifest manifest = Archive.manifest(jar);
        for (int i = 0; i < bundles.size(); i++) {
            if (bundles.get(i).name().equals(manifest.name())) {
                bundles.set(i, named(jar, manifest, bundles.get(i).level(), "box"));
                return;
            }
        }
        bundles.add(named(jar, manifest, 2, "device"));
    }

    private static NamedBundle named(Path jar, BundleManifest manifest, int level, String feature) throws IOException {
        return new NamedBundle(manifest.name(), manifest.version().toString(), level, feature, Files.size(jar), Archive.sha256(jar));
    }

    @Override
    public void close() {
        site.close();
    }
}

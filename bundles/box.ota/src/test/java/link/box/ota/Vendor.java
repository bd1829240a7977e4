package link.box.ota;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import link.box.common.release.Archive;
import link.box.common.release.Jwk;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import link.box.common.release.ReleaseKeys;
import link.box.common.release.SignedDocument;

/** A vendor with a channel in a directory. */
final class Vendor {
    static final Instant RELEASED = Instant.parse("2026-10-01T00:00:00Z");
    static final Instant EXPIRES = Instant.parse("2027-01-01T00:00:00Z");

    final Path channel;
    KeyPair key = pair();
    String name = "stable";
    String launcher = "0.1.0";
    Instant released = RELEASED;
    Instant expires = EXPIRES;
    Set<String> downgrades = Set.of();

    Vendor(Path channel) throws IOException {
        this.channel = channel;
        Files.createDirectories(channel.resolve("bundles"));
        Files.createDirectories(channel.resolve("keys"));
    }

    static KeyPair pair() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes an image's directory whose keys are this vendor's. */
    Path image(Path home, String... lines) throws IOException {
        Files.createDirectories(home.resolve("etc"));
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("etc/release.jwks"), "{\"keys\":" + array(key) + "}");
        Files.write(home.resolve("lib/bundles.list"), List.of(lines));
        return home;
    }

    /** Builds a bundle and puts it into the channel. */
    NamedBundle bundle(String symbolicName, String version) throws IOException {
        return put(symbolicName, version, jar(symbolicName, version, 20_000));
    }

    /** Puts these bytes into the channel as that bundle. */
    NamedBundle put(String symbolicName, String version, byte[] jar) throws IOException {
        Path file = Files.write(channel.resolve("bundles/new"), jar);
        NamedBundle named = new NamedBundle(symbolicName, version, 2, "box", jar.length, Archive.sha256(file));
        Files.move(file, file(named), StandardCopyOption.REPLACE_EXISTING);
        return named;
    }

    Path file(NamedBundle bundle) {
        return channel.resolve("bundles/" + bundle.sha256() + ".jar");
    }

    Release release(long sequence, NamedBundle... bundles) {
        return new Release(name, sequence, released, expires, launcher, false, downgrades, List.of(bundles));
    }

    /** Signs a release and puts it into the channel. */
    Release publish(long sequence, NamedBundle... bundles) throws IOException {
        Release release = release(sequence, bundles);
        Files.write(channel.resolve("release.json"), sign(release.payload(), Release.TYPE, key));
        return release;
    }

    /** Puts a change of keys into the channel; the new key is the vendor's from then on. */
    void rotate(int number, KeyPair next, KeyPair... signers) throws IOException {
        byte[] payload = ("{\"version\":1,\"number\":" + number + ",\"keys\":" + array(next) + "}").getBytes(StandardCharsets.UTF_8);
        Files.write(channel.resolve("keys/" + number + ".json"), sign(payload, ReleaseKeys.TYPE, signers));
        key = next;
    }

    static byte[] sign(byte[] payload, String type, KeyPair... pairs) {
        Map<String, PrivateKey> keys = new HashMap<>();
        for (KeyPair pair : pairs) {
            keys.put(Jwk.kid(pair.getPublic()), pair.getPrivate());
        }
        return SignedDocument.sign(payload, type, keys);
    }

    private static String array(KeyPair... pairs) {
        return Arrays.stream(pairs).map(pair -> Jwk.of(pair.getPublic()).toString()).collect(Collectors.joining(",", "[", "]"));
    }

    /** @return a bundle of about that many bytes, which do not compress */
    static byte[] jar(String symbolicName, String version, int size) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            entry(zip, "META-INF/MANIFEST.MF", ("Manifest-Version: 1.0\nBundle-ManifestVersion: 2\nBundle-SymbolicName: " + symbolicName
                    + "\nBundle-Version: " + version + "\n").getBytes(StandardCharsets.UTF_8));
            byte[] noise = new byte[size];
            new Random(1).nextBytes(noise);
            entry(zip, "noise", noise);
        }
        return bytes.toByteArray();
    }

    private static void entry(ZipOutputStream zip, String name, byte[] content) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}

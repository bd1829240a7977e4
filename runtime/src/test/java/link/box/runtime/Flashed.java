package link.box.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import link.box.common.release.Archive;
import link.box.common.release.Journal;
import link.box.common.release.Jwk;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import link.box.common.release.ReleaseFiles;
import link.box.common.release.SignedDocument;

/** An image with two bundles and a vendor's key, and a data directory with releases; the bundles are files of some letters. */
final class Flashed {
    static final String LAUNCHER = "0.1.0";
    private static final List<String> OWN = List.of("link.box.a", "link.box.b");

    final Path home;
    final Path directory;
    final ReleaseFiles files;
    private final KeyPair vendor = key();

    Flashed(Path folder) throws IOException {
        home = folder.resolve("home");
        directory = folder.resolve("data/link.box.ota");
        files = new ReleaseFiles(directory);
        for (Path each : List.of(home.resolve("lib"), home.resolve("bundles"), home.resolve("etc"), directory.resolve("sets"),
                directory.resolve("store"))) {
            Files.createDirectories(each);
        }
        Files.writeString(home.resolve("lib/image.name"), "box\n");
        List<String> list = new ArrayList<>();
        for (String name : OWN) {
            Path jar = Files.writeString(home.resolve("bundles").resolve(name + ".jar"), name);
            list.add("1 " + name + ".jar " + Archive.sha256(jar) + " " + name + " 1.0.0");
        }
        Files.write(home.resolve("lib/bundles.list"), list);
        Files.writeString(home.resolve("etc/release.jwks"), "{\"keys\":[" + Jwk.of(vendor.getPublic()) + "]}");
    }

    private static KeyPair key() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Puts a release with a new link.box.b, and the image's link.box.a, onto the disk. */
    void release(long sequence) throws IOException {
        release(sequence, LAUNCHER, vendor);
    }

    /** As {@link #release(long)}, for a certain launcher. */
    void release(long sequence, String launcher) throws IOException {
        release(sequence, launcher, vendor);
    }

    /** As {@link #release(long)}, signed by somebody else in the vendor's name. */
    void forge(long sequence) throws IOException {
        release(sequence, LAUNCHER, key());
    }

    /** It has expired long ago: what runs is not looked at for that. */
    private void release(long sequence, String launcher, KeyPair signer) throws IOException {
        Path other = Files.writeString(directory.resolve("other"), "b of " + sequence);
        NamedBundle a = named(home.resolve("bundles/link.box.a.jar"), "link.box.a", "1.0.0");
        NamedBundle b = named(other, "link.box.b", "1.0." + sequence);
        Files.move(other, files.stored(b.sha256()));
        Release release = new Release("stable", sequence, Instant.parse("2026-01-01T00:00:00Z"), Instant.parse("2026-04-01T00:00:00Z"),
                launcher, false, Set.of(), List.of(b, a));
        Files.write(files.document(sequence), SignedDocument.sign(release.payload(), Release.TYPE,
                Map.of(Jwk.kid(vendor.getPublic()), signer.getPrivate())));
    }

    private static NamedBundle named(Path jar, String name, String version) throws IOException {
        return new NamedBundle(name, version, 2, "box", Files.size(jar), Archive.sha256(jar));
    }

    /** @return the jar of that release's link.box.b */
    Path jar(long sequence) throws IOException {
        Path copy = Files.writeString(directory.resolve("name"), "b of " + sequence);
        return files.stored(Archive.sha256(copy));
    }

    /** One byte of it is another. */
    static void damage(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    void journal(Journal journal) throws IOException {
        files.write(journal);
    }

    Journal journal() throws IOException {
        return files.journal();
    }

    BootSet choose() throws IOException {
        return choice().make(false, Optional.empty());
    }

    /** @return what starts when nobody has seen how the start before ended */
    BootSet cut() throws IOException {
        return choice().make(true, Optional.empty());
    }

    /** @return the journal as it is kept on this image */
    Journal here(Journal journal) throws IOException {
        return journal.on(new Image(home).bytes());
    }

    Choice choice() throws IOException {
        return new Choice(new Image(home), directory, LAUNCHER);
    }

    /** Nothing can be written beside that file. */
    static void block(Path file) throws IOException {
        Path temporary = Files.createDirectories(file.resolveSibling(file.getFileName() + ".new"));
        Files.write(temporary.resolve("full"), "full".getBytes(StandardCharsets.UTF_8));
    }

    /** Undoes {@link #block}. */
    static void free(Path file) throws IOException {
        Path temporary = file.resolveSibling(file.getFileName() + ".new");
        Files.delete(temporary.resolve("full"));
        Files.delete(temporary);
    }
}

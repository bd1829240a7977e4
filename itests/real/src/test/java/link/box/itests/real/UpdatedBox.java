package link.box.itests.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
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
import link.box.lab.Await;
import link.box.lab.Handshake;
import link.box.lab.ImageProcess;
import link.box.lab.Ports;

/** A Box alone, of the lab's image with a vendor's key, and with releases on its disk: the image's bundles, and a lamp. */
final class UpdatedBox implements AutoCloseable {
    /** The end of a command, and its words. */
    record Said(int code, String words) {
    }

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** Its clock is the machine's; the same release has to be the same each time it is signed. */
    private static final Instant RELEASED = Instant.now().truncatedTo(ChronoUnit.DAYS);

    private final Path directory;
    private final Path home;
    private final KeyPair vendor;
    private final ImageProcess process;
    private final ReleaseFiles files;
    private final int port;

    UpdatedBox(String name) throws IOException, GeneralSecurityException {
        directory = Labs.fresh(name);
        vendor = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        home = image();
        int[] free = Ports.free(3);
        port = free[0];
        process = new ImageProcess("box", home, directory, List.of()).set("clock.source", "system").set("https.port", port)
                .set("tunnel.port", free[1]).set("http.port", free[2]).set("tunnel.enabled", "false").set("mdns.enabled", "false")
                .set("lab.loopback", "true").set("acme.directory", "https://127.0.0.1:1/directory");
        files = new ReleaseFiles(process.data().resolve("link.box.ota"));
        Files.createDirectories(files.document(1).getParent());
        Files.createDirectories(files.stored("0".repeat(64)).getParent());
    }

    private Path image() throws IOException {
        Path lab = Path.of(System.getProperty("box.images")).toRealPath().resolve("lab");
        Path image = Files.createDirectories(directory.resolve("image"));
        for (String part : List.of("bin", "lib", "bundles")) {
            Files.createSymbolicLink(image.resolve(part), lab.resolve(part));
        }
        Files.createDirectories(image.resolve("etc"));
        Files.copy(lab.resolve("etc/box.conf"), image.resolve("etc/box.conf"));
        Files.writeString(image.resolve("etc/release.jwks"), "{\"keys\":[" + Jwk.of(vendor.getPublic()) + "]}");
        return image;
    }

    /** @return where a jar can be made */
    Path file(String name) {
        return directory.resolve(name);
    }

    /** Puts a release onto the disk: the image's bundles, and this one, or a version of it. */
    UpdatedBox release(long sequence, String version, Path lamp) throws IOException {
        Files.copy(lamp, files.stored(Archive.sha256(lamp)));
        Files.write(files.document(sequence), signed(sequence, version, lamp, vendor));
        return this;
    }

    /** Puts such a release into a channel, signed by its vendor or by somebody else. */
    void publish(Path channel, long sequence, String version, Path lamp, Optional<KeyPair> other) throws IOException {
        Files.createDirectories(channel.resolve("bundles"));
        Files.copy(lamp, channel.resolve("bundles").resolve(Archive.sha256(lamp) + ".jar"), StandardCopyOption.REPLACE_EXISTING);
        Files.write(channel.resolve("release.json"), signed(sequence, version, lamp, other.orElse(vendor)));
    }

    private byte[] signed(long sequence, String version, Path lamp, KeyPair signer) throws IOException {
        List<NamedBundle> bundles = new ArrayList<>();
        for (String line : Files.readAllLines(home.resolve("lib/bundles.list"))) {
            String[] words = line.split(" ");
            long size = Files.size(home.resolve("bundles").resolve(words[1]));
            bundles.add(new NamedBundle(words[3], words[4], Integer.parseInt(words[0]), "box", size, words[2]));
        }
        bundles.add(new NamedBundle(LampJar.NAME, version, 2, "lamp", Files.size(lamp), Archive.sha256(lamp)));
        Release release = new Release("stable", sequence, RELEASED, RELEASED.plus(Duration.ofDays(90)), "0.1.0", false, Set.of(),
                bundles);
        return SignedDocument.sign(release.payload(), Release.TYPE, Map.of(Jwk.kid(signer.getPublic()), signer.getPrivate()));
    }

    /** @return how {@code bin/box} ends when it is asked so, and what it says */
    Said ask(String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(home.resolve("bin/box").toString(), command, "--data", process().data().toString())
                .redirectErrorStream(true).start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), words);
    }

    void journal(Journal journal) throws IOException {
        files.write(journal);
    }

    Journal journal() throws IOException {
        return files.journal();
    }

    ImageProcess process() {
        return process;
    }

    /** @return a file that box.ota or the launcher keeps */
    Path kept(String name) {
        return process.data().resolve("link.box.ota").resolve(name);
    }

    /** Waits until it has said so. */
    void says(String words) throws InterruptedException {
        Await.isTrue(PATIENCE, "it says \"" + words + "\" [" + directory + "]", () -> said().contains(words));
    }

    String said() throws IOException {
        return process.program().output();
    }

    /** @return whether its HTTPS port answers a visitor now */
    boolean answers() {
        try {
            return Handshake.get("127.0.0.1", port, "/") != 0;
        } catch (IOException e) {
            return false;
        }
    }

    /** Waits until its HTTPS port answers. */
    void awaitAnswer() throws InterruptedException {
        Await.isTrue(PATIENCE, "it answers [" + directory + "]", this::answers);
    }

    @Override
    public void close() {
        process.close();
    }
}

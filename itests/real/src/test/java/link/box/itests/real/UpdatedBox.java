package link.box.itests.real;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import link.box.common.release.Archive;
import link.box.common.release.Journal;
import link.box.common.release.Release;
import link.box.common.release.ReleaseFiles;
import link.box.lab.Await;
import link.box.lab.Conversation;
import link.box.lab.Handshake;
import link.box.lab.ImageProcess;
import link.box.lab.Ports;
import link.box.lab.VendorChannel;
import link.box.lab.VendorImage;

/** A Box alone, of the lab's image with a vendor's key, and with releases on its disk or in a channel. */
final class UpdatedBox implements AutoCloseable {
    /** The end of a command, and its words. */
    record Said(int code, String words) {
    }

    private static final Duration PATIENCE = Duration.ofSeconds(240);
    private static final String ADDRESS = "127.0.0.1";
    private static final Pattern FROM_NOTHING = Pattern.compile(" started ([0-9]{1,9}) ms after the JVM");

    private final Path directory;
    private final Path home;
    private final KeyPair vendor;
    private final ImageProcess process;
    private final ReleaseFiles files;
    private final int port;

    UpdatedBox(String name) throws IOException, GeneralSecurityException {
        directory = Labs.fresh(name);
        vendor = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        home = VendorImage.of(Path.of(System.getProperty("box.images"), "lab"), directory.resolve("image"), vendor.getPublic());
        int[] free = Ports.free(3);
        port = free[0];
        process = new ImageProcess("box", home, directory, List.of()).set("clock.source", "system").set("https.port", port)
                .set("tunnel.port", free[1]).set("http.port", free[2]).set("tunnel.enabled", "false").set("mdns.enabled", "false")
                .set("lab.loopback", "true").set("acme.directory", "https://127.0.0.1:1/directory");
        files = new ReleaseFiles(process.data().resolve("link.box.ota"));
        Files.createDirectories(files.document(1).getParent());
        Files.createDirectories(files.stored("0".repeat(64)).getParent());
    }

    /** @return where a jar can be made */
    Path file(String name) {
        return directory.resolve(name);
    }

    /** Puts a release onto the disk: the image's bundles, and these. */
    UpdatedBox release(long sequence, Path... jars) throws IOException {
        for (Path jar : jars) {
            Files.copy(jar, files.stored(Archive.sha256(jar)));
        }
        Release release = VendorChannel.release(sequence, Instant.now(), VendorChannel.bundles(home, jars));
        Files.write(files.document(sequence), VendorChannel.sign(release, vendor));
        return this;
    }

    /** @return how {@code bin/box} ends when it is asked so, and what it says */
    Said ask(String... words) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(home.resolve("bin/box").toString(), "--data", process().data().toString()));
        command.addAll(1, List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), said);
    }

    /** @return a channel that this Box follows from its next start on */
    VendorChannel follow() throws IOException {
        VendorChannel channel = new VendorChannel(directory.resolve("channel"), home, vendor);
        process.set("ota.channel", channel.url());
        return channel;
    }

    /** @return the image */
    Path home() {
        return home;
    }

    /** @return a connection that stays open */
    Conversation connect() throws IOException {
        return new Conversation(port, ADDRESS, PATIENCE);
    }

    /** @return a request for a page, for a {@link #connect connection} */
    byte[] request(String path) {
        return ("GET " + path + " HTTP/1.1\r\nHost: " + ADDRESS + ":" + port + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** @return what the page answers somebody who is not logged in */
    String page(String path) throws IOException {
        try (Conversation conversation = connect()) {
            return conversation.ask(request(path)).body();
        }
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

    /** @return how long the fastest start from nothing took, one without an accident; 0 if there was none */
    long startMillis() throws IOException {
        return FROM_NOTHING.matcher(said()).results().mapToLong(each -> Long.parseLong(each.group(1))).min().orElse(0);
    }

    /** @return whether its HTTPS port answers a visitor now */
    boolean answers() {
        try {
            return Handshake.get(ADDRESS, port, "/") != 0;
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

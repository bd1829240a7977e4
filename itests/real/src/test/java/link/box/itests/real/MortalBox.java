package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import link.box.itests.real.DyingDisk.Trouble;
import link.box.lab.Await;
import link.box.lab.LabBox;
import link.box.lab.Program;

/** A Box of the lab whose data directory lies on a disk that counts, dies or fails. */
final class MortalBox {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long QUIET_MILLIS = 700;
    private static final int KILLED = 128 + 9;

    private final LabBox box;
    private final X509Certificate root;
    private final DyingDisk disk;
    private int heard;

    /** @param root whom a visitor believes */
    MortalBox(LabBox box, X509Certificate root) throws IOException, InterruptedException {
        Path data = data(box);
        this.box = box;
        this.root = root;
        this.disk = new DyingDisk(data.getParent(), data, data.resolve("cache"));
    }

    Path data() {
        return data(box);
    }

    void start() throws IOException {
        start(Map.of());
    }

    /** Starts it on a disk that does not take changes, from the {@code from}-th on. */
    void startFailing(Trouble trouble, long from) throws IOException {
        start(disk.failing(trouble, from));
    }

    /** @return how many changes it makes until it is done and comes to rest */
    long countUntil(Callable<Boolean> done) throws IOException, InterruptedException {
        start(disk.counting());
        Await.isTrue(PATIENCE, "the Box is done" + where(), done);
        long before = -1;
        while (before < disk.counted()) {
            before = disk.counted();
            Thread.sleep(QUIET_MILLIS);
        }
        kill();
        assertTrue(before > 0, "the disk counts");
        return before;
    }

    /** Starts it on a disk that kills it. @return whether it was; else it was done without, and rests */
    boolean dies(Kills kill, Callable<Boolean> done) throws IOException, InterruptedException {
        start(disk.dying(kill.at(), kill.moment()));
        Program program = box.process().program();
        Await.isTrue(PATIENCE, "the Box dies, or is done" + where(), () -> !program.alive() || done.call());
        long end = System.nanoTime() + QUIET_MILLIS * 1_000_000;
        while (program.alive() && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        boolean died = !program.alive();
        if (died) {
            assertEquals(KILLED, program.waitFor(PATIENCE), "it was killed: " + said());
        }
        kill();
        return died;
    }

    /** kill -9, whatever it does just now. */
    void kill() throws InterruptedException {
        box.process().kill();
    }

    /** @return what the very first handshake of this start shows to a strict visitor */
    X509Certificate firstServed(String name) throws IOException, InterruptedException {
        return Strict.first(box.port(), name, root, PATIENCE);
    }

    /** @return what a strict visitor is shown now */
    X509Certificate served(String name) throws IOException {
        return Strict.look(box.port(), name, root);
    }

    /** Waits until it is so. */
    void awaits(String what, Callable<Boolean> fact) throws InterruptedException {
        Await.isTrue(PATIENCE, what + where(), fact);
    }

    /** @throws IOException it does not tell, for it does not run, or not long enough */
    JsonObject status() throws IOException {
        return box.process().status().json();
    }

    /** @return its main name, once it has one */
    String main() throws InterruptedException {
        return Await.until(PATIENCE, "the Box has a name" + where(), () -> status().getString("main", null));
    }

    /** @return what it has printed since the last start */
    String said() throws IOException {
        return Files.exists(log()) ? Files.readString(log(), java.nio.charset.StandardCharsets.ISO_8859_1).substring(heard) : "";
    }

    /** Ends it: neither the Box nor its files show that it was killed before. */
    void endsUnharmed(String when) throws IOException, InterruptedException {
        JsonObject known = Await.until(PATIENCE, "the Box tells its status" + where(), this::status);
        assertEquals(List.of(), known.getJsonArray("troubles"), when + where());
        kill(); // or files come and go while they are looked at
        assertEquals(List.of(), Folders.open(data()), when);
        for (String word : List.of("damaged", "cut off", "cannot be used", "ERROR")) {
            assertTrue(!said().contains(word), when + ": \"" + word + "\" in " + said());
        }
    }

    private void start(Map<String, String> variables) throws IOException {
        heard += said().length();
        box.process().start(variables);
    }

    private Path log() {
        return data().resolveSibling("box.log");
    }

    private String where() {
        return " [" + data() + "]";
    }

    private static Path data(LabBox box) {
        return box.process().data();
    }
}

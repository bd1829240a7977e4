package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import link.box.common.release.Archive;
import link.box.common.release.Journal;
import link.box.common.release.Journal.State;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import link.box.lab.Await;
import link.box.lab.Program;
import link.box.lab.VendorChannel;

/** A Box that runs release {@value #OLD} with a device and is offered {@value #NEW} with another version of it, on a disk that kills it. */
final class CutBox implements AutoCloseable {
    static final long OLD = 41;
    static final long NEW = 42;

    private static final Duration PATIENCE = Duration.ofSeconds(300);
    private static final long QUIET_MILLIS = 700;
    private static final int KILLED = 128 + 9;
    private static final Map<Long, String> BELLS = Map.of(OLD, "bell 1.0.0", NEW, "bell 1.1.0");

    private final UpdatedBox box;
    private final VendorChannel channel;
    private final DyingDisk disk;
    private final Map<Long, List<String>> sets = new HashMap<>();

    /** What is cut. */
    enum Part {
        /** From the first look at the channel: fetched, and changed while the Box runs. */
        CHANGE(State.TRIAL),
        /** The next start: there the new set shows that it starts, and is settled. */
        PROOF(State.SETTLED);

        private final State done;

        Part(State done) {
            this.done = done;
        }
    }

    CutBox(String name) throws Exception {
        box = new UpdatedBox(name);
        channel = box.follow();
        box.process().set("lab.update.watch", 1).set("public.allow", BellJar.NAME + ":/bell/");
        disk = new DyingDisk(box.file("."), box.kept("journal").getParent());
        Path old = BellJar.healthy(box.home(), box.file("old.jar"), "1.0.0");
        box.release(OLD, old);
        box.journal(Journal.image().trial(OLD).tried().settled());
        start();
        runsBell(OLD);
        box.process().kill();
        close(box.process().data());
        Folders.copy(box.process().data(), snapshot(Part.CHANGE));
        sets.put(OLD, hashes(VendorChannel.bundles(box.home(), old)));
        Path next = BellJar.healthy(box.home(), box.file("new.jar"), "1.1.0");
        Release release = channel.publish(NEW, next);
        sets.put(NEW, hashes(release.bundles()));
    }

    private static List<String> hashes(List<NamedBundle> bundles) {
        return bundles.stream().map(NamedBundle::sha256).sorted().toList();
    }

    /** To others, as what the Box writes is; some of it was written by this test. */
    private static void close(Path data) throws IOException, InterruptedException {
        assertEquals(0, new ProcessBuilder("chmod", "-R", "go-rwx", data.toString()).start().waitFor());
    }

    private Path snapshot(Part part) {
        return box.file("before-" + part.name().toLowerCase(Locale.ROOT));
    }

    /** The Box is as it was before this part. */
    void restore(Part part) throws IOException {
        Folders.copy(snapshot(part), box.process().data());
    }

    void start() throws IOException {
        box.process().start();
    }

    /** Waits for the end of this part. */
    void await(Part part) throws InterruptedException {
        Await.isTrue(PATIENCE, part + " is done [" + box.file("box.log") + "]", () -> done(part));
    }

    private boolean done(Part part) throws IOException {
        return box.journal().current() == NEW && box.journal().state() == part.done;
    }

    Journal journal() throws IOException {
        return box.journal();
    }

    /** @return how many writes there are in this part; after the first one, the Box is before the second one */
    long count(Part part) throws IOException, InterruptedException {
        restore(part);
        box.process().start(disk.counting());
        await(part);
        long before = -1;
        while (before < disk.counted()) {
            before = disk.counted();
            Thread.sleep(QUIET_MILLIS);
        }
        box.process().kill();
        assertTrue(before > 0, "the disk counts");
        if (part == Part.CHANGE) {
            Folders.copy(box.process().data(), snapshot(Part.PROOF));
        }
        return before;
    }

    /** @return whether it was killed; else it was done without */
    boolean dies(Part part, Kills kill) throws IOException, InterruptedException {
        box.process().start(disk.dying(kill.at(), kill.moment()));
        Program program = box.process().program();
        int before = startedAgain(program);
        Await.isTrue(PATIENCE, kill + ": the Box dies, or is done", () -> died(program, before) || done(part));
        long end = System.nanoTime() + QUIET_MILLIS * 1_000_000;
        while (!died(program, before) && System.nanoTime() < end) {
            Thread.sleep(20);
        }
        boolean died = died(program, before);
        if (!program.alive()) {
            assertEquals(KILLED, program.waitFor(PATIENCE), kill + ": it was killed");
        }
        box.process().kill();
        return died;
    }

    /** From a write on, the disk takes nothing: the Box is done with this part without, or says so, and has a device either way. */
    void fills(Part part, long from) throws IOException, InterruptedException {
        box.process().start(disk.failing(DyingDisk.Trouble.ENOSPC, from));
        long before = box.said().lines().filter(CutBox::full).count();
        Await.isTrue(PATIENCE, "from write " + from + " on: the Box says that the disk is full, or is done",
                () -> box.said().lines().filter(CutBox::full).count() > before || done(part));
        Await.isTrue(PATIENCE, "from write " + from + " on: a device answers [" + box.file("box.log") + "]",
                () -> BELLS.containsValue(box.page(BellJar.PAGE)));
        box.process().kill();
    }

    private static boolean full(String line) {
        return line.contains("No space left on device") || line.contains("the disk is full");
    }

    private static boolean died(Program program, int before) throws IOException {
        return !program.alive() || startedAgain(program) > before;
    }

    /** While a set is on trial the start script starts again, and the disk kills again: one cut more. */
    private static int startedAgain(Program program) throws IOException {
        return program.output().split("ended with exit code " + KILLED, -1).length;
    }

    /** Starts it, with nothing taken that is offered. @return which of the two releases runs: all of it, and nothing else */
    long runsWhole(String when) throws IOException, InterruptedException {
        box.process().start(Map.of("BOX_OTA_APPLY", "ask"));
        JsonObject release = Await.until(PATIENCE, when + ": it tells what runs [" + box.file("box.log") + "]",
                () -> box.process().status().json().getJsonObject("release"));
        long runs = release.getJsonNumber("sequence").longValue();
        assertTrue(BELLS.containsKey(runs), when + ": " + release);
        runsBell(runs);
        assertEquals(sets.get(runs), installed(), when);
        assertEquals(runs, box.journal().current(), when);
        box.process().kill();
        assertEquals(List.of(), Folders.open(box.process().data()), when);
        return runs;
    }

    private void runsBell(long release) throws InterruptedException {
        Await.isTrue(PATIENCE, BELLS.get(release) + " [" + box.file("box.log") + "]",
                () -> box.page(BellJar.PAGE).equals(BELLS.get(release)));
    }

    /** @return the SHA-256 of each jar that the framework has installed */
    private List<String> installed() throws IOException {
        List<String> installed = new ArrayList<>();
        try (Stream<Path> all = Files.walk(box.process().data().resolve("cache"), 3)) {
            for (Path each : all.filter(path -> path.endsWith("revision.location")).toList()) {
                String location = Files.readString(each);
                if (location.startsWith("reference:")) {
                    installed.add(Archive.sha256(Path.of(URI.create(location.substring("reference:".length())))));
                }
            }
        }
        return installed.stream().sorted().toList();
    }

    @Override
    public void close() {
        box.close();
        channel.close();
    }
}

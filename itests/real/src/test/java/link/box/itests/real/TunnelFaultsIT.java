package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import link.box.lab.Await;
import link.box.lab.ImageProcess;
import link.box.lab.Lab;
import link.box.lab.LabBox;
import link.box.lab.LabOptions;
import link.box.lab.LiveHeap;
import link.box.lab.Ports;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Isolated;

/** A long day of one Box: its frontends die, freeze, vanish and move. How long it is away each time, and what it keeps of that. */
@Timeout(3600)
@Isolated("it measures seconds")
class TunnelFaultsIT {
    private static final boolean LONG = Boolean.getBoolean("box.long");
    private static final int KILLS = LONG ? 100 : 4;
    private static final int OTHERS = LONG ? 10 : 1;
    private static final String ONE = "127.0.62.1";
    private static final String TWO = "127.0.62.2";
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration CALM = Duration.ofSeconds(5);
    private static final long LONGEST_MILLIS = 5000;
    /** The longest pause between two tries is 10 s and a fifth. */
    private static final long PAUSE_MILLIS = 15_000;
    /** Buffers that Jetty keeps for the next connection, and what was compiled meanwhile. */
    private static final long SOME_KILOBYTES = 2048;
    private static Lab lab;
    private static LabBox box;
    private static Outsider outsider;
    private static List<OwnFrontend> frontends;

    @BeforeAll
    static void start() throws Exception {
        Hole.need();
        int port = Ports.free(1)[0];
        lab = Labs.prepare("tunnel-faults", LabOptions.usual().with("tunnel.frontend", ONE + ":" + port + ", " + TWO + ":" + port)
                .with("tunnel.frontend.address", ONE + ", " + TWO).with("tunnel.frontend.port", Integer.toString(port)));
        lab.cloud().set("zone.frontends", ONE + "," + TWO);
        lab.start();
        frontends = List.of(new OwnFrontend(lab, ONE, port).start(), new OwnFrontend(lab, TWO, port).start());
        box = lab.addBox("faulty");
        box.start();
        Watch watch = new Watch(lab, box);
        watch.servesCertificate();
        outsider = new Outsider(lab, "remote." + watch.main(), port);
        Await.isTrue(PATIENCE, "the Box is reached", outsider::reaches);
    }

    @AfterAll
    static void stop() throws IOException {
        if (frontends != null) {
            frontends.forEach(OwnFrontend::close);
        }
        if (lab != null) {
            lab.close();
        }
    }

    @Test
    void it_is_soon_reached_again_and_nothing_is_kept() throws Exception {
        Row warm = new Row("warming up");
        for (int i = 0; i < 2; i++) {
            kill(warm);
        }
        Kept before = Kept.by(box.process());
        Row killed = new Row("killed");
        for (int i = 0; i < KILLS; i++) {
            kill(killed);
        }
        Row frozen = new Row("frozen");
        Row hidden = new Row("behind a black hole");
        Row alone = new Row("both killed, one back: since it listens");
        for (int i = 0; i < OTHERS; i++) {
            freeze(frozen);
            hide(hidden);
            killBoth(alone);
        }
        Kept after = Kept.by(box.process());
        for (Row each : List.of(killed, frozen, hidden, alone)) {
            Labs.say("%s", each);
        }
        Labs.say("after %d faults the Box has %s, before them %s", KILLS + 3 * OTHERS, after, before);
        after.isNotMuchMoreThan(before);
        for (Row each : List.of(killed, frozen, hidden)) {
            assertTrue(each.longest() < LONGEST_MILLIS, each.toString());
        }
        assertTrue(alone.longest() < PAUSE_MILLIS, alone.toString());
    }

    private static void kill(Row row) throws Exception {
        OwnFrontend used = used();
        long since = System.nanoTime();
        used.kill();
        row.add(elsewhere(used, since));
        used.start();
    }

    private static void freeze(Row row) throws Exception {
        OwnFrontend used = used();
        long since = System.nanoTime();
        used.signal("STOP");
        try {
            row.add(elsewhere(used, since));
        } finally {
            used.signal("CONT");
        }
    }

    private static void hide(Row row) throws Exception {
        OwnFrontend used = used();
        long since = System.nanoTime();
        try (Hole hole = Hole.around(used.address())) {
            row.add(elsewhere(used, since));
        }
    }

    private static void killBoth(Row row) throws Exception {
        for (OwnFrontend each : frontends) {
            each.kill();
        }
        frontends.get(0).start();
        long since = System.nanoTime();
        Await.isTrue(PATIENCE, "the Box is reached again", outsider::reaches);
        row.add(Watch.millisSince(since));
        frontends.get(1).start();
    }

    /** @return the one that the Box flies at, some seconds after it came there: what fails more often than that is tried with growing pauses */
    private static OwnFrontend used() throws Exception {
        Await.isTrue(PATIENCE, "the Box is reached", outsider::reaches);
        Thread.sleep(CALM.toMillis());
        Await.isTrue(PATIENCE, "the Box is reached", outsider::reaches);
        String address = outsider.where();
        return frontends.stream().filter(each -> each.address().equals(address)).findFirst().orElseThrow();
    }

    private static long elsewhere(OwnFrontend than, long since) throws Exception {
        Await.isTrue(PATIENCE, "the Box is reached elsewhere", () -> !outsider.where().equals(than.address()) && outsider.reaches());
        return Watch.millisSince(since);
    }

    private record Row(String fault, List<Long> millis) {
        Row(String fault) {
            this(fault, new ArrayList<>());
        }

        void add(long one) {
            millis.add(one);
        }

        long longest() {
            return millis.stream().mapToLong(Long::longValue).max().orElse(0);
        }

        @Override
        public String toString() {
            List<Long> sorted = millis.stream().sorted().toList();
            return String.format("%s %d times: reached again after %d ms (median), %d ms (longest)", fault, sorted.size(),
                    sorted.get(sorted.size() / 2), longest());
        }
    }

    /** What a process holds. */
    private record Kept(long threads, long descriptors, long kilobytes) {
        static Kept by(ImageProcess image) throws IOException, InterruptedException {
            long pid = image.program().pid();
            return new Kept(count(Path.of("/proc/" + pid + "/task")), count(Path.of("/proc/" + pid + "/fd")),
                    LiveHeap.kilobytes(pid));
        }

        private static long count(Path directory) throws IOException {
            try (var entries = Files.list(directory)) {
                return entries.count();
            }
        }

        /** All come and go by a few; a leak is one for each fault. */
        void isNotMuchMoreThan(Kept before) {
            int few = 3;
            assertTrue(threads <= before.threads + few && descriptors <= before.descriptors + few, this + ", before " + before);
            assertTrue(kilobytes <= before.kilobytes + SOME_KILOBYTES, this + ", before " + before);
        }

        @Override
        public String toString() {
            return threads + " threads, " + descriptors + " descriptors, " + kilobytes + " KB in use in the heap";
        }
    }
}

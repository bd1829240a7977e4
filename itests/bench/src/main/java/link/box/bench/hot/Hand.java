package link.box.bench.hot;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import link.box.common.release.Journal;
import link.box.common.release.Journal.State;
import link.box.common.release.ReleaseFiles;
import link.box.lab.Await;
import link.box.lab.ImageProcess;
import link.box.lab.LiveHeap;

/** Publishes releases and tells the Box to take them, as {@code bin/box apply} does, one after the other. */
final class Hand {
    private static final Duration PATIENCE = Duration.ofSeconds(150);
    private static final long AGAIN_NANOS = 2_000_000_000L;
    /** What is told of an update also comes a moment after it. */
    private static final long AFTER_MILLIS = 200;
    private static final long REST_MILLIS = 3_000;
    private static final double SECOND = 1e9;

    private final ImageProcess box;
    private final Vendor vendor;
    private final Crew crew;
    private final ReleaseFiles files;
    private int kites;
    private long told;

    Hand(ImageProcess box, Vendor vendor, Crew crew) throws IOException {
        this.box = box;
        this.vendor = vendor;
        this.crew = crew;
        this.files = new ReleaseFiles(box.data().resolve("link.box.ota"));
        this.kites = kites();
    }

    /** Blocks until the Box has taken the next version of this bundle while it runs, or given it up. */
    Update update(String bundle) throws Exception {
        return update(bundle, State.TRIAL);
    }

    /** Blocks until the Box has restarted with the next version of this bundle and proven it, or given it up. */
    Update restart(String bundle) throws Exception {
        return update(bundle, State.SETTLED);
    }

    private Update update(String bundle, State end) throws Exception {
        long sequence = vendor.raise(bundle);
        crew.gap();
        crew.pages();
        long begin = System.nanoTime();
        Journal journal = Await.until(PATIENCE, "release " + sequence + " is taken or given up; " + box.program(), () -> ended(sequence, end));
        double seconds = (System.nanoTime() - begin) / SECOND;
        Thread.sleep(AFTER_MILLIS);
        List<Probe.Seen> pages = crew.pages();
        AcceptGap.Seen gap = crew.gap();
        int flown = kites();
        int more = flown - kites;
        kites = flown;
        return new Update(bundle, seconds, gap, more, pages, journal.current() == sequence ? "" : journal.reason());
    }

    /** @return null while it is under way; tells the Box again if that was not heard, since who hears may just have been updated */
    private Journal ended(long sequence, State end) throws IOException {
        Journal journal = files.journal();
        boolean refused = journal.refused().isPresent() && journal.refused().getAsLong() == sequence;
        boolean busy = journal.state() == State.APPLYING || journal.state() == State.TRIAL && journal.tries() > 0;
        if (!busy && (refused || journal.current() == sequence && journal.state() == end)) {
            return journal;
        }
        if (!busy && journal.current() != sequence && System.nanoTime() - told > AGAIN_NANOS) {
            told = System.nanoTime();
            box.status().ask("apply");
        }
        return null;
    }

    /** @return what the Box has in use while nobody asks for anything: else much of it would be what requests have just left */
    LiveHeap.Use use() throws IOException, InterruptedException {
        crew.rest(true);
        Thread.sleep(REST_MILLIS);
        LiveHeap.Use use = LiveHeap.use(box.program().pid());
        crew.rest(false);
        return use;
    }

    private int kites() throws IOException {
        return (int) box.program().output().lines().filter(line -> line.contains("the kite flies: ")).count();
    }
}

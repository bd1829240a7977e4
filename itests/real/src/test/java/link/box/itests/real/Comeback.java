package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;

/** How long a Box is away when something is wrong with its bundles, or at a restart. */
final class Comeback {
    private static final long MOST_MILLIS = 10_000;
    private static final double USUAL_START_MILLIS = 3_000;

    private Comeback() {
    }

    /**
     * Waits until a release answers, within ten seconds.
     *
     * @param what goes wrong
     * @param begin when it began to, by the clock that never jumps
     */
    static void await(String what, UpdatedBox box, long begin, long release) throws Exception {
        box.says("bundles of release " + release + " started");
        box.awaitAnswer();
        within(MOST_MILLIS, Watch.millisSince(begin), what + ", until release " + release + " answers", box);
    }

    /**
     * The promise is for a machine that has nothing else to do, and starts a Box in three seconds at most: where several want each core, or
     * this Box needed longer, it is as many times as long.
     */
    static void within(long most, long millis, String what, UpdatedBox box) throws IOException {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage() / Runtime.getRuntime().availableProcessors();
        double slow = box.startMillis() / USUAL_START_MILLIS;
        double share = Math.max(1, Math.max(load, slow));
        String told = String.format("%s: %d ms, with %.1f programs for each core, and a start of %d ms", what, millis, load, box.startMillis());
        Labs.say("%s", told);
        assertTrue(millis < most * share, told);
    }
}

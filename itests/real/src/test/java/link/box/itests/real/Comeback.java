package link.box.itests.real;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;

/** How long a Box is away when something is wrong with its bundles, or at a restart. */
final class Comeback {
    private static final long MOST_MILLIS = 10_000;

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
        within(MOST_MILLIS, Watch.millisSince(begin), what + ", until release " + release + " answers");
    }

    /** The promise is for a machine that has nothing else to do: where several want each core it is as many times as long. */
    static void within(long most, long millis, String what) {
        double share = Math.max(1, ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()
                / Runtime.getRuntime().availableProcessors());
        Labs.say("%s: %d ms, with %.1f programs for each core", what, millis, share);
        assertTrue(millis < most * share, what + ": " + millis + " ms, with " + share + " programs for each core");
    }
}

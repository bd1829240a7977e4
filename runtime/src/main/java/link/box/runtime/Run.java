package link.box.runtime;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import link.box.common.client.Reason;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One set of bundles in one framework, from the choice to the end. */
final class Run {
    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");
    private static final Duration UNSETTLED = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 10_000;
    /** Who was started last in a careful start is noted for a minute. */
    private static final int LOOKS_OF_NOTE = 6;
    /** Whoever restarts has stopped within that time, or hangs. */
    private static final long STOP_MILLIS = 20_000;

    private final Image image;
    private final Sets sets;
    private final Container container;
    private final LastEnd last;
    private final BooleanSupplier told;
    private final long begin = System.nanoTime();
    private volatile BootSet set;

    /**
     * How it ended.
     *
     * @param again whether there is a next one
     * @param complaint why the set is not to be that one, if it is on trial
     */
    record End(boolean again, Optional<String> complaint) {
    }

    /** @param told whether the whole program is told to end, which takes its own time */
    Run(Image image, Sets sets, Container container, LastEnd last, BooleanSupplier told) {
        this.image = image;
        this.sets = sets;
        this.container = container;
        this.last = last;
        this.told = told;
    }

    /** Returns when the framework has ended. */
    End live(Optional<String> complaint, Map<String, Map<String, Object>> configurations) throws Exception {
        set = sets.choose(complaint);
        Quarantine quarantine = new Quarantine(sets.directory());
        CarefulStart careful = new CarefulStart(sets.directory(), quarantine);
        try {
            careful.judge(last, set);
            start(set, quarantine, step(set, careful), configurations);
        } catch (BundleException e) {
            if (!set.trial()) {
                throw e;
            }
            LOG.warn("{} does not start: {}", BootSet.words(set.sequence()), Reason.of(e));
            return stopped(Optional.empty());
        }
        return ended(set, careful);
    }

    /** Ends it for good, from another thread; bounded in time. A set on trial is none the worse for a stop that people wanted. */
    void stop(long millis) {
        if (container.stop(millis) && set != null && !Exiting.byProgram()) {
            sets.takeBack(set);
        }
    }

    private void start(BootSet set, Quarantine quarantine, Container.Step step, Map<String, Map<String, Object>> configurations)
            throws IOException, BundleException {
        container.open(quarantine.without(set.bundles()));
        if (careful(set)) {
            container.dispensableLast();
        }
        Hang hang = new Hang(set, container, quarantine, Thread.currentThread(), Runtime.getRuntime()::halt);
        try (StartWatch watch = new StartWatch(container::starting, hang::lasts)) {
            watch.start();
            container.start(configurations, step);
        }
        LOG.info("{} {} bundles of {} started {}", container.bundles().size(), image.name(), BootSet.words(set.sequence()), when());
    }

    private Container.Step step(BootSet set, CarefulStart careful) {
        return set.trial() ? Container::startBundle : careful(set) ? careful::start : Container::startOrLeave;
    }

    /** A set on trial has its tries. */
    private boolean careful(BootSet set) {
        return last == LastEnd.OUT_OF_MEMORY && !set.trial();
    }

    private End ended(BootSet set, CarefulStart careful) throws InterruptedException {
        FrameworkEvent event = container.waitForStop(LOOK_MILLIS);
        Unsettled unsettled = null;
        for (int looks = 0; event.getType() == FrameworkEvent.WAIT_TIMEDOUT; looks++) {
            if (looks == LOOKS_OF_NOTE) {
                careful.over();
            }
            if (container.stopping() && container.waitForStop(STOP_MILLIS).getType() == FrameworkEvent.WAIT_TIMEDOUT) {
                beginAnew();
            }
            if (unsettled == null && sets.journaled()) {
                unsettled = new Unsettled(sets.directory(), set.sequence(), UNSETTLED, System::nanoTime);
            }
            if (unsettled != null && unsettled.tooLong() && sets.writable()) {
                return overdue();
            }
            event = container.waitForStop(LOOK_MILLIS);
        }
        boolean unasked = set.trial() && event.getType() == FrameworkEvent.STOPPED && !told.getAsBoolean() && sets.tried(set);
        boolean again = unasked || event.getType() == FrameworkEvent.STOPPED_UPDATE;
        LOG.info("stopped ({})", again ? "to start again" : event.getType() == FrameworkEvent.STOPPED ? "as told" : event);
        return new End(again, Optional.empty());
    }

    private End overdue() {
        LOG.warn("a change is neither settled nor taken back after {} minutes: starting again with what ran before", UNSETTLED.toMinutes());
        return stopped(Optional.of("it did not settle within " + UNSETTLED.toMinutes() + " minutes"));
    }

    private End stopped(Optional<String> complaint) {
        if (!container.stop(STOP_MILLIS)) {
            beginAnew();
        }
        return new End(true, complaint);
    }

    private void beginAnew() {
        if (!told.getAsBoolean()) {
            LOG.warn("the bundles do not stop, so the program starts anew");
            Runtime.getRuntime().halt(Launcher.AGAIN);
        }
    }

    private String when() {
        if (last == LastEnd.PLANNED) {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + " ms after the end of those before";
        }
        long jvm = ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
        return System.currentTimeMillis() - jvm + " ms after the JVM";
    }
}

package link.box.runtime;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import link.box.common.client.Reason;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One set of bundles in one framework, from the choice to the end. */
final class Run {
    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");
    private static final Duration UNSETTLED = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 15_000;
    /** Whoever restarts has stopped within that time, or hangs. */
    private static final long STOP_MILLIS = 20_000;

    private final Image image;
    private final Sets sets;
    private final Container container;
    private final LastEnd last;
    private final long begin = System.nanoTime();

    /**
     * How it ended.
     *
     * @param again whether there is a next one
     * @param complaint why the set is not to be that one, if it is on trial
     */
    record End(boolean again, Optional<String> complaint) {
    }

    Run(Image image, Sets sets, Container container, LastEnd last) {
        this.image = image;
        this.sets = sets;
        this.container = container;
        this.last = last;
    }

    /** Returns when the framework has ended. */
    End live(Optional<String> complaint, Map<String, Map<String, Object>> configurations) throws Exception {
        BootSet set = sets.choose(complaint);
        try {
            start(set, configurations);
        } catch (BundleException e) {
            if (!set.trial()) {
                throw e;
            }
            LOG.warn("{} does not start: {}", BootSet.words(set.sequence()), Reason.of(e));
            return stopped(Optional.empty());
        }
        return ended();
    }

    private void start(BootSet set, Map<String, Map<String, Object>> configurations) throws IOException, BundleException {
        Quarantine quarantine = new Quarantine(sets.directory());
        CarefulStart careful = new CarefulStart(sets.directory(), quarantine);
        careful.judge(last, set);
        container.open(quarantine.without(set.bundles()));
        Hang hang = new Hang(set, container, quarantine, Thread.currentThread(), Runtime.getRuntime()::halt);
        try (StartWatch watch = new StartWatch(container::starting, hang::lasts)) {
            watch.start();
            container.start(configurations, step(set, careful));
        }
        careful.over();
        LOG.info("{} {} bundles of {} started {}", container.bundles().size(), image.name(), BootSet.words(set.sequence()), when());
    }

    private Container.Step step(BootSet set, CarefulStart careful) {
        if (set.trial()) {
            return Container::startBundle;
        }
        return last == LastEnd.OUT_OF_MEMORY ? careful.of(container) : Container::startOrLeave;
    }

    private End ended() throws InterruptedException {
        FrameworkEvent event = container.waitForStop(LOOK_MILLIS);
        Unsettled unsettled = null;
        while (event.getType() == FrameworkEvent.WAIT_TIMEDOUT) {
            if (unsettled == null && sets.journaled()) {
                unsettled = new Unsettled(sets.directory(), UNSETTLED, System::nanoTime);
            }
            if (unsettled != null && unsettled.tooLong()) {
                return overdue();
            }
            event = container.waitForStop(LOOK_MILLIS);
        }
        boolean again = event.getType() == FrameworkEvent.STOPPED_UPDATE;
        LOG.info("stopped ({})", again ? "to start again" : event.getType() == FrameworkEvent.STOPPED ? "as told" : event);
        return new End(again, Optional.empty());
    }

    private End overdue() {
        LOG.warn("a change is neither settled nor taken back after {} minutes: starting again with what ran before", UNSETTLED.toMinutes());
        return stopped(Optional.of("it did not settle within " + UNSETTLED.toMinutes() + " minutes"));
    }

    private End stopped(Optional<String> complaint) {
        if (!container.stop(STOP_MILLIS)) {
            LOG.warn("the bundles do not stop, so the program starts anew");
            Runtime.getRuntime().halt(Launcher.AGAIN);
        }
        return new End(true, complaint);
    }

    private String when() {
        if (last == LastEnd.PLANNED) {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + " ms after the end of those before";
        }
        long jvm = ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
        return System.currentTimeMillis() - jvm + " ms after the JVM";
    }
}

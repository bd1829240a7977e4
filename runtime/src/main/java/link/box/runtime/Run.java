package link.box.runtime;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;
import link.box.common.client.Reason;
import link.box.common.file.DiskWords;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One set of bundles in one framework, from the choice to the end. */
final class Run {
    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");
    private static final Duration UNSETTLED = Duration.ofMinutes(5);
    private static final long LOOK_MILLIS = 1_000;
    /** What runs for a minute is well enough not to be the first suspect. */
    private static final int LOOKS_OF_WELL = 60;
    /** Exit code of a start that failed: the start script begins anew while a set is tried, and nothing is said against the set. */
    private static final int FAILED = 1;
    /** A stop of which nothing is seen for so long hangs: nothing that a bundle does then may take longer. */
    private static final Duration STOP_HANGS = Duration.ofSeconds(4);
    /** A bundle that ends the program may itself hang in that. */
    private static final long EXIT_MILLIS = 1_000;

    private final Image image;
    private final Sets sets;
    private final Container container;
    private final LastEnd last;
    private final BooleanSupplier told;
    private final IntConsumer halt;
    private final Quarantine quarantine;
    private final Failures failures;
    private final long begin = System.nanoTime();
    private volatile BootSet set;
    private Unsettled unsettled;

    /**
     * How it ended.
     *
     * @param again whether there is a next one
     * @param complaint why the set is not to be that one, if it is on trial
     */
    record End(boolean again, Optional<String> complaint) {
    }

    /**
     * @param told whether the whole program is told to end, which takes its own time
     * @param halt ends the JVM at once, with that exit code
     */
    Run(Image image, Sets sets, Container container, LastEnd last, BooleanSupplier told, IntConsumer halt) {
        this.image = image;
        this.sets = sets;
        this.container = container;
        this.last = last;
        this.told = told;
        this.halt = halt;
        this.quarantine = new Quarantine(sets.directory());
        this.failures = new Failures(sets.directory());
    }

    /** Returns when the framework has ended. */
    End live(Optional<String> complaint, Map<String, Map<String, Object>> configurations) throws Exception {
        container.open(); // before a try is counted: a disk that takes no cache says nothing of a set
        set = sets.choose(last == LastEnd.FIRST, complaint);
        try {
            start(configurations);
        } catch (BundleException | IOException | RuntimeException e) {
            if (told.getAsBoolean() || !set.trial() && !counted()) {
                throw e;
            }
            LOG.warn("{} does not start: {}", BootSet.words(set.sequence()), Reason.of(e));
            return stopped(Optional.empty());
        }
        return ended();
    }

    /** Ends it for good, from another thread; bounded in time. A set on trial is none the worse for a stop that people wanted. */
    void stop(long millis) {
        if (container.stop(millis) && set != null) {
            sets.takeBack(set);
        }
    }

    /**
     * Some code in the framework has ended the program, which is nobody's to do but the launcher's: what is settled goes on without the
     * bundle that did. Bounded in time.
     *
     * @param stack of the thread that did it
     */
    void exited(StackTraceElement[] stack) {
        Optional<Container.Installed> suspect = set != null && sets.settled(set) ? container.suspect(stack) : Optional.empty();
        LOG.warn("{} ended the program", suspect.map(each -> each.file().name()).orElse("something"));
        try {
            if (suspect.isPresent()) {
                quarantine.add(suspect.get().file(), "it ended the program of the Box");
            }
        } catch (IOException e) {
            LOG.warn("{} is started again, for it cannot be noted to leave it out: {}", suspect.get().file().name(), DiskWords.of(e));
        }
        container.stop(EXIT_MILLIS);
    }

    /** Only a bundle that was begun with has failed: what is settled was installed before, and a disk may be full. */
    private boolean counted() {
        return container.starting() != null && failures.add(set.sequence());
    }

    private void start(Map<String, Map<String, Object>> configurations) throws IOException, BundleException {
        container.install(set.bundles());
        Container.Step step = step(new CarefulStart(sets.directory(), quarantine, Calm.ofTheHeap()));
        quarantine.keepFrom(container);
        Hang hang = new Hang(set, container, quarantine, failures, Thread.currentThread(), halt);
        try (ProgressWatch watch = new ProgressWatch(container::starting, hang::lasts)) {
            watch.start();
            container.start(configurations, step);
        }
        failures.over();
        LOG.info("{} {} bundles of {} started {}", container.bundles().size(), image.name(), BootSet.words(set.sequence()), when());
    }

    /** A set on trial has its tries; any other is started as far as it goes. */
    private Container.Step step(CarefulStart careful) {
        if (last != LastEnd.OUT_OF_MEMORY || set.trial()) {
            careful.forget();
            return set.trial() ? Container::startBundle : container::startOrLeave;
        }
        careful.prepare(container);
        return bundle -> careful.start(container, bundle);
    }

    private End ended() throws InterruptedException {
        FrameworkEvent event = container.waitForStop(LOOK_MILLIS);
        for (int looks = 1; event.getType() == FrameworkEvent.WAIT_TIMEDOUT; looks++) {
            if (overdue()) {
                return stopped(Optional.of("it did not settle within " + UNSETTLED.toMinutes() + " minutes"));
            }
            if (looks == LOOKS_OF_WELL) {
                new Well(sets.directory()).note(container);
            }
            event = container.stopping() && !told.getAsBoolean() ? awaitStop(Launcher.AGAIN) : container.waitForStop(LOOK_MILLIS);
        }
        boolean unasked = set.trial() && event.getType() == FrameworkEvent.STOPPED && !told.getAsBoolean() && sets.tried(set);
        boolean again = unasked || event.getType() == FrameworkEvent.STOPPED_UPDATE;
        LOG.info("stopped ({})", again ? "to start again" : event.getType() == FrameworkEvent.STOPPED ? "as told" : event);
        return new End(again, Optional.empty());
    }

    private boolean overdue() {
        if (unsettled == null && sets.journaled()) {
            unsettled = new Unsettled(sets.directory(), set.sequence(), UNSETTLED, sets::writable, System::nanoTime);
        }
        if (unsettled == null || !unsettled.tooLong()) {
            return false;
        }
        LOG.warn("a change is neither settled nor taken back after {} minutes: starting again with what ran before", UNSETTLED.toMinutes());
        return true;
    }

    private End stopped(Optional<String> complaint) throws InterruptedException {
        int code = complaint.isEmpty() && sets.tried(set) ? FAILED : Launcher.AGAIN; // a slow stop is no complaint
        container.beginStop();
        awaitStop(code);
        return new End(true, complaint);
    }

    /** Returns when it has stopped; if it hangs the program starts anew. */
    private FrameworkEvent awaitStop(int code) throws InterruptedException {
        try (ProgressWatch watch = new ProgressWatch(container::progress, time -> stands(time, code))) {
            watch.start();
            return container.waitForStop(0);
        }
    }

    /** A program that is told to end takes its own time. */
    private void stands(Duration time, int code) {
        if (time.compareTo(STOP_HANGS) > 0 && !told.getAsBoolean()) {
            LOG.warn("the bundles do not stop, so the program starts anew");
            halt.accept(code);
        }
    }

    private String when() {
        if (last == LastEnd.PLANNED) {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin) + " ms after the end of those before";
        }
        return ProcessHandle.current().info().startInstant()
                .map(jvm -> System.currentTimeMillis() - jvm.toEpochMilli() + " ms after the JVM").orElse("");
    }
}

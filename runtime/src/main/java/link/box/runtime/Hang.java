package link.box.runtime;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.IntConsumer;
import link.box.common.file.DiskWords;
import link.box.common.image.BundleFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A start that hangs. It is ended where the next one will be another: without the bundle that hangs, or with the set before. A thread that
 * hangs cannot be ended, so the JVM is.
 */
final class Hang {
    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");
    /** Constructors and activators return at once: that is an integrator's contract. */
    private static final Duration FOREIGN = Duration.ofSeconds(5);
    /** One that does not move for so long waits for something; one that does may be slow, and has more time. */
    private static final Duration STILL = Duration.ofSeconds(2);
    private static final Duration SLOW = Duration.ofSeconds(20);
    private static final Duration LOOK = FOREIGN.minus(STILL).minusSeconds(1);
    private static final Duration TRIAL = Duration.ofSeconds(10);
    /** What has started before starts again; a slow disk is no reason to begin anew. */
    private static final Duration PROVEN = Duration.ofSeconds(60);

    private final BootSet set;
    private final Container container;
    private final Quarantine quarantine;
    private final Failures failures;
    private final Thread starter;
    private final IntConsumer halt;
    private final Still still = new Still();
    private boolean given;

    /** @param halt ends the JVM at once, with that exit code */
    Hang(BootSet set, Container container, Quarantine quarantine, Failures failures, Thread starter, IntConsumer halt) {
        this.set = set;
        this.container = container;
        this.quarantine = quarantine;
        this.failures = failures;
        this.starter = starter;
        this.halt = halt;
    }

    /** There was no progress for so long. */
    void lasts(Duration time) {
        if (time.compareTo(LOOK) < 0 || given) {
            return;
        }
        StackTraceElement[] stack = starter.getStackTrace();
        boolean hangs = still.look(stack, time).compareTo(STILL) >= 0;
        if (time.compareTo(FOREIGN) < 0) {
            return;
        }
        Optional<BundleFile> suspect = container.suspect(stack).map(Container.Installed::file);
        if (time.compareTo(patience(suspect.isPresent(), hangs)) < 0) {
            return;
        }
        if (set.trial() || suspect.isEmpty()) {
            beginAnew(time, suspect);
        } else {
            leaveOut(suspect.get(), time);
        }
    }

    private Duration patience(boolean foreign, boolean hangs) {
        if (foreign && hangs) {
            return FOREIGN;
        }
        return set.trial() && hangs ? TRIAL : set.trial() || foreign ? SLOW : PROVEN;
    }

    private void beginAnew(Duration time, Optional<BundleFile> suspect) {
        String where = suspect.map(BundleFile::name).orElseGet(() -> "the start of " + starting());
        LOG.warn("{} hangs for {} s in {}: the program starts anew", BootSet.words(set.sequence()), time.toSeconds(), where);
        if (!set.trial()) {
            failures.add(set.sequence());
        }
        halt.accept(Launcher.AGAIN);
    }

    private void leaveOut(BundleFile bundle, Duration time) {
        try {
            quarantine.add(bundle, "it hung in its start for " + time.toSeconds() + " s");
            LOG.warn("{} {} hangs in its start for {} s: the program starts anew without it", bundle.name(), bundle.version(),
                    time.toSeconds());
            halt.accept(Launcher.AGAIN);
        } catch (IOException e) {
            given = true; // to begin anew would only hang again
            LOG.warn("{} {} hangs in its start, and it cannot be noted to leave it out: {}", bundle.name(), bundle.version(),
                    DiskWords.of(e));
        }
    }

    private String starting() {
        Container.Installed now = container.starting();
        return now == null ? "the framework" : now.file().name();
    }
}

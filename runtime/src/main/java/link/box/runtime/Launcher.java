package link.box.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one set of bundles after the other in this JVM, until it is told to stop. Where a thread hangs in a bundle the JVM ends with
 * {@link #AGAIN}, and the start script begins anew (docs/adr/033).
 */
final class Launcher {
    /** Exit code: the start script is to start the same again at once. */
    static final int AGAIN = 75;

    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");
    /** A frontend of tunnels goes on until its Boxes are found elsewhere. */
    private static final long STOP_MILLIS = 120_000;

    private final Path home;
    private final Path file;
    private final Path data;
    private final LastEnd last;
    private final boolean supervised;
    private Map<String, Map<String, Object>> configurations;
    private Run run;
    private boolean told;

    /**
     * @param home the image
     * @param file the configuration file
     * @param data the data directory, which nobody else uses
     * @param last how the JVM before this one ended
     * @param supervised whether somebody starts the program again after {@link #AGAIN}
     */
    Launcher(Path home, Path file, Path data, LastEnd last, boolean supervised) {
        this.home = home;
        this.file = file;
        this.data = data;
        this.last = last;
        this.supervised = supervised;
    }

    /** @return this launcher's version; 0.0.0 if it does not come from an image */
    static String version() {
        return Optional.ofNullable(Launcher.class.getPackage().getImplementationVersion()).orElse("0.0.0");
    }

    /** Returns when it was told to stop, by a signal or by a bundle that stops the framework. */
    void run() throws Exception {
        configurations = Configurations.read(home, file, System.getenv());
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "stop"));
        Image image = new Image(home);
        Sets sets = new Sets(image, data);
        Run.End end = new Run.End(true, last.complaint());
        for (boolean first = true; end.again(); first = false) {
            if (!first) {
                readAgain();
            }
            Run next = new Run(image, sets, new Container(home, data), first ? last : LastEnd.PLANNED, this::isTold,
                    Runtime.getRuntime()::halt);
            if (!begin(next)) {
                return;
            }
            try {
                end = next.live(end.complaint(), configurations);
            } catch (BundleException | IOException | RuntimeException e) {
                if (!isTold()) { // else the framework ended in the middle of its start
                    throw e;
                }
                return;
            }
        }
    }

    private synchronized boolean isTold() {
        return told;
    }

    /** A mistake in the settings that nobody has met so far must not take the Box away at a restart at night. */
    private void readAgain() {
        try {
            configurations = Configurations.read(home, file, System.getenv());
        } catch (SettingsException | IOException e) {
            LOG.warn("the settings stay as they were, for they cannot be used as they are now: {}", e.getMessage());
        }
    }

    private synchronized boolean begin(Run next) {
        run = next;
        return !told;
    }

    /** On shutdown; bounded in time. */
    private void end() {
        Optional<StackTraceElement[]> exit = Exiting.byBundle();
        Run last;
        synchronized (this) {
            told = true;
            last = run;
        }
        if (last == null) {
            return;
        }
        if (exit.isEmpty()) {
            last.stop(STOP_MILLIS);
            return;
        }
        last.exited(exit.get());
        if (supervised) {
            Runtime.getRuntime().halt(AGAIN);
        }
    }
}

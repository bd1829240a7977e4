package link.box.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import link.box.common.image.BundleFile;
import link.box.common.release.Journal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/** What a start that fails says against a set, and what it does not. */
@Timeout(60)
class RunTest {
    private static final Journal RUNS_41 = Journal.image().trial(41).tried().settled();
    private static final String FREE = "run.test.free";

    @TempDir
    Path folder;
    private final List<Integer> halts = new CopyOnWriteArrayList<>();
    private Flashed box;
    private Container container;

    /** Does not stop until somebody lets it; seen from a bundle, so that only the JVM's properties are shared with the test. */
    public static final class Deaf implements BundleActivator {
        @Override
        public void start(BundleContext context) {
            // it is the stop that hangs
        }

        @Override
        public void stop(BundleContext context) throws InterruptedException {
            while (System.getProperty(FREE) == null) {
                Thread.sleep(20);
            }
        }
    }

    @BeforeEach
    void releases() throws Exception {
        box = new Flashed(folder);
        box.release(41, Launcher.version());
        box.release(42, Launcher.version());
    }

    @AfterEach
    void end() {
        System.setProperty(FREE, "true");
        container.stop(5_000);
        System.clearProperty(FREE);
    }

    private Run run() throws Exception {
        Path data = folder.resolve("data");
        Image image = new Image(box.home);
        container = new Container(box.home, data);
        return new Run(image, new Sets(image, data), container, LastEnd.ENDED, () -> false, code -> {
            halts.add(code);
            System.setProperty(FREE, "true");
        });
    }

    private void flash(Jar... jars) throws Exception {
        List<String> lines = new ArrayList<>();
        for (Jar jar : jars) {
            BundleFile file = jar.in(box.home.resolve("bundles"));
            lines.add(String.join(" ", "1", file.file().getFileName().toString(), file.sha256(), file.name(), file.version()));
        }
        Files.write(box.home.resolve("lib/bundles.list"), lines);
    }

    @Test
    void a_framework_that_cannot_be_made_is_no_fault_of_a_set() throws Exception {
        Files.writeString(folder.resolve("data/cache"), "a file in the way");
        box.journal(box.here(RUNS_41));
        assertThrows(Exception.class, () -> run().live(Optional.empty(), Map.of()));
        assertEquals(0, new Failures(box.directory).of(41));
        box.journal(box.here(RUNS_41.trial(42)));
        assertThrows(Exception.class, () -> run().live(Optional.empty(), Map.of()));
        assertEquals(box.here(RUNS_41.trial(42)), box.journal(), "it was not even tried");
    }

    @Test
    void what_is_settled_and_cannot_be_installed_does_not_count_as_a_start_that_failed() throws Exception {
        box.journal(RUNS_41); // its jars are no bundles
        assertThrows(BundleException.class, () -> run().live(Optional.empty(), Map.of()));
        assertEquals(0, new Failures(box.directory).of(41));
        assertEquals(41, box.journal().current());
    }

    @Test
    void a_set_on_trial_whose_start_fails_and_whose_stop_hangs_has_its_second_try() throws Exception {
        flash(Jar.of("link.box.deaf").activator(Deaf.class), Jar.of("link.box.throws").activator(ContainerTest.Throws.class));
        box.journal(RUNS_41.trial(0));
        assertEquals(new Run.End(true, Optional.empty()), run().live(Optional.empty(), Map.of()));
        Optional<String> complaint = LastEnd.of(String.valueOf(halts.get(0))).complaint();
        BootSet second = box.choice().make(false, complaint);
        assertEquals(0, second.sequence());
        assertTrue(second.trial());
        assertEquals(2, box.journal().tries());
    }
}

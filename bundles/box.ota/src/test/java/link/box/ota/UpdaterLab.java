package link.box.ota;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import link.box.api.release.RunningRelease;
import link.box.api.work.Trouble;
import link.box.common.release.NamedBundle;
import link.box.common.release.ReleaseFiles;
import link.box.ota.change.Home;
import link.box.testing.ManualWorker;
import link.box.testing.Registry;
import link.box.testing.Settings;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Version;
import org.osgi.service.condition.Condition;

/** A Box with its image, its data and a vendor, without a framework. */
abstract class UpdaterLab {
    static final Duration PERIOD = Duration.ofHours(6);
    /** The manual worker's clock says so at the start. */
    static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    @TempDir
    Path folder;
    final Map<String, Object> settings = new HashMap<>();
    ManualWorker worker;
    Registry registry;
    Vendor vendor;
    FakeChanges changes;
    ReleaseFiles files;
    NamedBundle bundle;
    Instant built = Instant.EPOCH;

    @BeforeEach
    void box() throws Exception {
        worker = new Prompt();
        registry = new Registry("link.box.ota", folder.resolve("data"));
        files = new ReleaseFiles(folder.resolve("data/link.box.ota"));
        changes = new FakeChanges(files);
        vendor = new Vendor(folder.resolve("channel"));
        vendor.image(folder.resolve("home"));
        bundle = vendor.bundle("a.b", "1.0");
        settings.put("channel", vendor.channel.toString());
        settings.put("watch", 0);
    }

    Updater updater() throws IOException {
        Updater updater = new Updater(registry.context(), home(), changes, worker, Settings.of(Config.class, settings));
        updater.setClock(Condition.INSTANCE);
        return updater;
    }

    RunningRelease fact() {
        assertEquals(1, registry.of(RunningRelease.class).size());
        return registry.of(RunningRelease.class).get(0);
    }

    String trouble() {
        return registry.of(Trouble.class).stream().map(Trouble::what).findAny().orElse("");
    }

    Home home() {
        return new Home(folder.resolve("home"), new Version("0.1.0"), built, Map::of, any -> 1L << 30);
    }
}

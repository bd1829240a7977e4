package link.box.ota.change;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import link.box.common.release.Journal;
import link.box.common.release.Jwk;
import link.box.common.release.NamedBundle;
import link.box.common.release.Release;
import link.box.common.release.ReleaseFiles;
import link.box.common.release.SignedDocument;
import link.box.common.release.StartedSet;
import link.box.ota.health.HealthGate;
import link.box.ota.health.Signs;
import link.box.ota.health.Timed;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.component.runtime.ServiceComponentRuntime;

/** A real framework with Declarative Services in the test's own JVM, an image, a vendor, and the parts of a change. */
final class Lab implements AutoCloseable {
    private static final String SHARED = "org.osgi.service.component;version=1.5.1,org.osgi.service.component.runtime;version=1.5.0,"
            + "org.osgi.service.component.runtime.dto;version=1.5.0,org.osgi.util.promise;version=1.3.0,"
            + "org.osgi.util.function;version=1.2.0,org.apache.felix.hc.api;version=2.0.4,link.box.api.tunnel;version=1.0.0,"
            + "link.box.api.registration;version=1.0.0";
    private static final Instant RELEASED = Instant.parse("2026-11-29T00:00:00Z");
    private static final int LEVEL = 10;
    /** A busy machine is not what most tests are about; those that wait for an end set a shorter one. */
    private static final Duration LONG = Duration.ofSeconds(20);
    /** For what does not get well. */
    static final HealthGate.Times IMPATIENT = times(Duration.ofMillis(1500), Duration.ofMillis(300));

    final Path home;
    final Path directory;
    final ReleaseFiles files;
    final AtomicInteger restarts = new AtomicInteger();
    /** The sets of which it was said that they are started. */
    final List<Long> announced = new CopyOnWriteArrayList<>();
    final List<String> touched = new CopyOnWriteArrayList<>();
    final Framework framework;
    Hands hands;
    long free = 1L << 30;
    HealthGate.Times times = times(LONG, Duration.ofMillis(300));
    /** How long a health check may take. */
    Duration check = LONG;
    private final KeyPair vendor;
    private final Timed timed = new Timed();

    Lab(Path root) throws Exception {
        home = root.resolve("home");
        directory = root.resolve("data/link.box.ota");
        for (String each : List.of("bundles", "lib", "etc")) {
            Files.createDirectories(home.resolve(each));
        }
        Files.createDirectories(directory.resolve("sets"));
        Files.createDirectories(directory.resolve("store"));
        vendor = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        Files.writeString(home.resolve("etc/release.jwks"), "{\"keys\":[" + Jwk.of(vendor.getPublic()) + "]}");
        files = new ReleaseFiles(directory);
        framework = new FrameworkFactory().newFramework(Map.of(Constants.FRAMEWORK_STORAGE, root.resolve("cache").toString(),
                Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT,
                Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SHARED,
                Constants.FRAMEWORK_BEGINNING_STARTLEVEL, String.valueOf(LEVEL), "felix.log.level", "1", "ds.loglevel", "error"));
        framework.start();
        Path scr = Path.of(Class.forName("org.apache.felix.scr.impl.Activator").getProtectionDomain()
                .getCodeSource().getLocation().toURI());
        context().installBundle("reference:" + scr.toUri()).start();
        context().addBundleListener((SynchronousBundleListener) event -> touched.add(event.getBundle().getSymbolicName()));
        Files.createFile(home.resolve("lib/bundles.list"));
        within(LONG);
    }

    /** So long may a stop or a start take. */
    void within(Duration act) {
        hands = new Hands(context(), timed, act);
    }

    static HealthGate.Times times(Duration patience, Duration watch) {
        return new HealthGate.Times(patience, watch, Duration.ofMillis(20));
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** Adds these to the image, and starts them as the launcher does. */
    void flash(Jar... jars) throws Exception {
        List<String> lines = new ArrayList<>(Files.readAllLines(home.resolve("lib/bundles.list")));
        for (Jar jar : jars) {
            Member member = jar.in(home.resolve("bundles"));
            NamedBundle named = member.named();
            lines.add(String.join(" ", String.valueOf(named.level()), member.jar().getFileName().toString(), named.sha256(), named.name(),
                    named.version()));
            Bundle bundle = context().installBundle("reference:" + member.jar().toUri());
            bundle.adapt(BundleStartLevel.class).setStartLevel(named.level());
        }
        Files.write(home.resolve("lib/bundles.list"), lines);
        for (Bundle each : context().getBundles()) {
            each.start(Bundle.START_ACTIVATION_POLICY);
        }
        touched.clear();
    }

    /** The launcher says so, whatever the journal says. */
    static void started(long set) {
        System.setProperty(StartedSet.PROPERTY, String.valueOf(set));
    }

    /** What the image has, to name it again in a release. */
    Member flashed(String name) throws IOException {
        return new Sets(home, files).of(0).stream().filter(each -> each.name().equals(name)).findAny().orElseThrow();
    }

    Member stored(Jar jar) throws IOException {
        return jar.in(directory.resolve("store"));
    }

    /** Signs a release, and lays it where the channel would have. */
    Release release(long sequence, Member... members) throws IOException {
        Release release = new Release("stable", sequence, RELEASED, RELEASED.plusSeconds(1_000_000), "0.1.0", false, Set.of(),
                Arrays.stream(members).map(Member::named).toList());
        Files.write(files.document(sequence), SignedDocument.sign(release.payload(), Release.TYPE,
                Map.of(Jwk.kid(vendor.getPublic()), vendor.getPrivate())));
        return release;
    }

    SwapParts parts() {
        return parts(Ledger.in(directory, files));
    }

    SwapParts parts(Ledger ledger) {
        ServiceComponentRuntime runtime = context().getService(context().getServiceReference(ServiceComponentRuntime.class));
        Signs signs = Signs.within(context(), runtime, timed, check);
        HealthGate gate = new HealthGate(signs, times);
        HotSwap swap = new HotSwap(ledger, hands, gate, restarts::incrementAndGet, () -> { },
                new Patient(times.pause(), 3));
        return SwapParts.with(ledger, new Sets(home, files), new Room(directory, any -> free), swap, gate, restart(), framework);
    }

    private Restart restart() {
        return new Restart() {
            @Override
            public void begin() {
                restarts.incrementAndGet();
            }

            @Override
            public void announced(long set, String why) {
                announced.add(set);
                begin();
            }
        };
    }

    Outcome to(Release release) throws InterruptedException {
        return parts().transaction().to(release, false);
    }

    Journal journal() throws IOException {
        return files.journal();
    }

    /** @return name and version of what is active, but for what belongs to the lab */
    List<String> active() {
        return Arrays.stream(context().getBundles()).filter(each -> each.getState() == Bundle.ACTIVE)
                .filter(each -> !each.getSymbolicName().startsWith("org."))
                .map(each -> each.getSymbolicName() + " " + each.getVersion()).sorted().toList();
    }

    @Override
    public void close() throws Exception {
        StartedSet.changes();
        framework.stop();
        framework.waitForStop(5000);
    }
}

package link.box.features.release;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import link.box.common.release.Exports;
import link.box.common.release.HotRule;
import link.box.runtime.FrameworkProperties;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.wiring.FrameworkWiring;

/** The bundles of a release in the framework of a Box, resolved and never started: it knows best what belongs together. */
final class ResolvedSet implements AutoCloseable {
    private static final long STOP = 10_000;

    private final Path data = Files.createTempDirectory("release");
    private final Framework framework = new FrameworkFactory().newFramework(FrameworkProperties.of(data, data));
    private final List<Bundle> bundles = new ArrayList<>();
    private final Collection<Path> jars;
    private final FrameworkWiring wiring;

    /** @throws IOException a jar is no bundle for this framework */
    ResolvedSet(Collection<Path> jars) throws IOException {
        this.jars = jars;
        try {
            framework.init();
            for (Path jar : jars) {
                bundles.add(framework.getBundleContext().installBundle("reference:" + jar.toAbsolutePath().toUri()));
            }
        } catch (BundleException e) {
            close();
            throw new IOException("the framework does not take a bundle: " + e.getMessage(), e);
        }
        wiring = framework.adapt(FrameworkWiring.class);
        wiring.resolveBundles(bundles);
    }

    /** @throws IOException a bundle needs something that is not in the set, or exports what another one does; says what */
    void check() throws IOException {
        Set<String> all = bundles.stream().map(Bundle::getSymbolicName).collect(Collectors.toSet());
        Optional<String> clash = new Exports(framework, jars).clash(all);
        if (clash.isPresent()) {
            throw new IOException(clash.get());
        }
        for (Bundle bundle : bundles) {
            if (bundle.getState() == Bundle.INSTALLED) {
                throw new IOException(bundle.getSymbolicName() + " would not start: " + reason(bundle));
            }
        }
    }

    /** @return why it takes a restart to change these; empty if it does not */
    Optional<String> restart(Set<String> changed) {
        return HotRule.restart(wiring, bundles, changed);
    }

    @Override
    public void close() throws IOException {
        try {
            framework.stop();
            framework.waitForStop(STOP);
        } catch (BundleException e) {
            throw new IOException("the framework does not end: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    /** The framework tells why only when somebody needs the bundle. */
    private static String reason(Bundle bundle) {
        try {
            bundle.loadClass("none.There");
            return "it cannot be told why";
        } catch (ClassNotFoundException e) {
            return e.getCause() == null ? e.getMessage() : e.getCause().getMessage();
        }
    }
}

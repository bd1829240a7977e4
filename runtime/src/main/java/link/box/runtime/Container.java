package link.box.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import link.box.common.client.Reason;
import link.box.common.image.BundleFile;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The framework with bundles. Its cache is made anew at each start: all that lasts is elsewhere. Runs once. */
final class Container {
    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");
    private static final String CONFIGURATION_ADMIN = "org.apache.felix.configadmin";

    private final List<Installed> bundles = new ArrayList<>();
    private final Framework framework;
    private volatile Installed starting;

    /** A bundle of the framework, and what it was made of. */
    record Installed(BundleFile file, Bundle bundle) {
        /** @return whether the rest gets on without it: none of the product's own, and nobody uses anything of it */
        boolean dispensable() {
            BundleWiring wiring = bundle.adapt(BundleWiring.class);
            return !file.ours() && !CONFIGURATION_ADMIN.equals(file.name()) && (wiring == null || wiring.getProvidedWires(null).isEmpty());
        }
    }

    /** How a bundle is started. */
    @FunctionalInterface
    interface Step {
        /** @throws BundleException it does not start, and without it there is no Box */
        void start(Installed bundle) throws BundleException;
    }

    Container(Path home, Path data) {
        this.framework = new OneRun(FrameworkProperties.of(home, data));
    }

    /** Installs them and starts the framework; none of them is started yet. */
    void open(List<BundleFile> files) throws BundleException {
        framework.init();
        BundleContext context = framework.getBundleContext();
        for (BundleFile file : files) {
            Bundle bundle = context.installBundle("reference:" + file.file().toUri());
            if (bundle.getHeaders("").get("Fragment-Host") == null) {
                bundle.adapt(BundleStartLevel.class).setStartLevel(file.startLevel());
                bundles.add(new Installed(file, bundle));
            }
        }
        framework.start();
    }

    /** Returns when all bundles are started. Configurations are there before the first bundle that could want one. */
    void start(Map<String, Map<String, Object>> configurations, Step step) throws IOException, BundleException {
        for (Installed each : bundles) {
            starting = each;
            step.start(each);
            if (CONFIGURATION_ADMIN.equals(each.file().name())) {
                configure(framework.getBundleContext(), configurations);
            }
        }
        starting = null;
    }

    /** The usual step. */
    static void startBundle(Installed each) throws BundleException {
        each.bundle().start(Bundle.START_ACTIVATION_POLICY);
    }

    /** A step that goes on without what the rest does not need. */
    static void startOrLeave(Installed each) throws BundleException {
        try {
            startBundle(each);
        } catch (BundleException e) {
            if (!each.dispensable()) {
                throw e;
            }
            LOG.warn("{} {} does not start, the rest runs without it: {}", each.file().name(), each.file().version(), Reason.of(e));
        }
    }

    /** @return the bundle that is being started just now; null if all are */
    Installed starting() {
        return starting;
    }

    /** @return all but fragments, in the order of their start */
    List<Installed> bundles() {
        return List.copyOf(bundles);
    }

    /** Puts what the rest does not need at the end of the start. */
    void dispensableLast() {
        framework.adapt(FrameworkWiring.class).resolveBundles(bundles.stream().map(Installed::bundle).toList());
        bundles.sort(Comparator.comparing(Installed::dispensable));
    }

    /** @return how it ended; of type {@link FrameworkEvent#WAIT_TIMEDOUT} if it did not meanwhile */
    FrameworkEvent waitForStop(long millis) throws InterruptedException {
        return framework.waitForStop(millis);
    }

    /** @return whether it has ended within that time */
    boolean stop(long millis) {
        try {
            framework.stop();
            return framework.waitForStop(millis).getType() != FrameworkEvent.WAIT_TIMEDOUT;
        } catch (BundleException e) {
            LOG.warn("the framework did not stop: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return false;
    }

    private static void configure(BundleContext context, Map<String, Map<String, Object>> configurations) throws IOException {
        ServiceReference<ConfigurationAdmin> reference = context.getServiceReference(ConfigurationAdmin.class);
        ConfigurationAdmin admin = context.getService(reference);
        for (Map.Entry<String, Map<String, Object>> each : configurations.entrySet()) {
            Dictionary<String, Object> properties = new Hashtable<>(each.getValue());
            admin.getConfiguration(each.getKey(), "?").update(properties);
        }
        context.ungetService(reference);
    }
}

package link.box.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.HashSet;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import link.box.common.client.Reason;
import link.box.common.image.BundleFile;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.service.cm.ConfigurationAdmin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The framework with bundles. Its cache is made anew at each start: all that lasts is elsewhere. Runs once. */
final class Container {
    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");

    private final List<Installed> bundles = new ArrayList<>();
    private final Framework framework;
    private volatile Installed starting;

    /** A bundle of the framework, and what it was made of. */
    record Installed(BundleFile file, Bundle bundle) {
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

    /** Makes the framework with an empty cache; nothing of a set is used. */
    void open() throws BundleException {
        framework.init();
    }

    /** Installs them; neither they nor the framework, which is open, are started yet. */
    void install(List<BundleFile> files) throws BundleException {
        BundleContext context = framework.getBundleContext();
        for (BundleFile file : files) {
            Bundle bundle = context.installBundle("reference:" + file.file().toUri());
            if (bundle.getHeaders("").get("Fragment-Host") == null) {
                bundle.adapt(BundleStartLevel.class).setStartLevel(file.startLevel());
                bundles.add(new Installed(file, bundle));
            }
        }
    }

    /**
     * Takes these away before the start, and with each the ones that cannot be without it; those without which there is no Box stay.
     *
     * @return those that went with others
     */
    List<Installed> leaveOut(List<Installed> these) throws BundleException {
        Needs needs = needs();
        Set<Bundle> gone = new HashSet<>();
        these.stream().map(Installed::bundle).filter(needs::dispensable).forEach(each -> gone.addAll(needs.with(each)));
        for (Bundle each : gone) {
            each.uninstall();
        }
        List<Installed> stranded = bundles.stream().filter(each -> gone.contains(each.bundle()) && !these.contains(each)).toList();
        bundles.removeIf(each -> gone.contains(each.bundle()));
        return stranded;
    }

    /** Returns when all bundles are started. Configurations are there before the first bundle that could want one. */
    void start(Map<String, Map<String, Object>> configurations, Step step) throws IOException, BundleException {
        framework.start();
        for (Installed each : bundles) {
            starting = each;
            step.start(each);
            if (Needs.CONFIGURATION_ADMIN.equals(each.file().name())) {
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
    void startOrLeave(Installed each) throws BundleException {
        try {
            startBundle(each);
        } catch (BundleException e) {
            if (!needs().dispensable(each.bundle())) {
                throw e;
            }
            LOG.warn("{} {} does not start, the rest runs without it: {}", each.file().name(), each.file().version(), Reason.of(e));
        }
    }

    /** @return the bundle that is being started just now, or did not start; null if none was begun with, or all are started */
    Installed starting() {
        return starting;
    }

    /** @return all but fragments, in the order of their start */
    List<Installed> bundles() {
        return List.copyOf(bundles);
    }

    /** @return who cannot be without whom, as it is now */
    Needs needs() {
        return new Needs(bundles.stream().map(Installed::bundle).toList(), framework);
    }

    /** @return those without which the rest gets on, in the order of their start */
    List<Installed> dispensable() {
        Needs needs = needs();
        return bundles.stream().filter(each -> needs.dispensable(each.bundle())).toList();
    }

    /** Puts these at the end of the start, in this order; not to be called while one is being started. */
    void last(List<Installed> these) {
        bundles.removeAll(these);
        bundles.addAll(these);
    }

    /** @return whose code is on that stack, of those without which the rest gets on ({@link Suspect}) */
    Optional<Installed> suspect(StackTraceElement[] stack) {
        Needs needs = needs();
        return Suspect.in(stack, dispensable(), (user, used) -> needs.with(used).contains(user));
    }

    /** Tells it to stop, and returns at once. */
    void beginStop() {
        try {
            framework.stop();
        } catch (BundleException e) {
            LOG.warn("the framework did not stop: {}", e.getMessage());
        }
    }

    /**
     * @param millis 0: for ever
     * @return how it ended; of type {@link FrameworkEvent#WAIT_TIMEDOUT} if it did not meanwhile
     */
    FrameworkEvent waitForStop(long millis) throws InterruptedException {
        return framework.waitForStop(millis);
    }

    /** @return whether it is about to stop */
    boolean stopping() {
        return framework.getState() == Bundle.STOPPING;
    }

    /** @return something that is another as long as a stop makes progress */
    Object progress() {
        return bundles.stream().map(each -> each.bundle().getState()).toList();
    }

    /** @return whether it has ended within that time */
    boolean stop(long millis) {
        beginStop();
        try {
            return framework.waitForStop(millis).getType() != FrameworkEvent.WAIT_TIMEDOUT;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
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

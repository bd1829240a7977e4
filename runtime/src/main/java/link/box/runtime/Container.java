package link.box.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
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

/** The framework with the bundles of an image. Its cache is made anew at each start: all that lasts is elsewhere. */
final class Container {
    private static final Logger LOG = LoggerFactory.getLogger("box.runtime");
    private static final String CONFIGURATION_ADMIN = "org.apache.felix.configadmin";
    /** A frontend of tunnels goes on until its Boxes are found elsewhere. */
    private static final long STOP_MILLIS = 120_000;

    private final Image image;
    private final Framework framework;

    Container(Image image, Path data) {
        this.image = image;
        this.framework = new FrameworkFactory().newFramework(FrameworkProperties.of(data));
    }

    /** Returns when all bundles are started. Configurations are there before the first bundle that could want one. */
    void start(Map<String, Map<String, Object>> configurations) throws IOException, BundleException {
        framework.init();
        List<Bundle> bundles = install(framework.getBundleContext());
        framework.start();
        for (Bundle bundle : bundles) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
            if (CONFIGURATION_ADMIN.equals(bundle.getSymbolicName())) {
                configure(framework.getBundleContext(), configurations);
            }
        }
        LOG.info("{} {} bundles started {} ms after the JVM", bundles.size(), image.name(), sinceStart());
    }

    void waitForStop() throws InterruptedException {
        FrameworkEvent event = framework.waitForStop(0);
        LOG.info("stopped ({})", event.getType() == FrameworkEvent.STOPPED ? "as told" : event);
    }

    /** Bounded in time; called on shutdown. */
    void stop() {
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException e) {
            LOG.warn("the framework did not stop: {}", e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Bundle> install(BundleContext context) throws IOException, BundleException {
        List<Bundle> bundles = new ArrayList<>();
        for (Image.Entry entry : image.bundles()) {
            Bundle bundle = context.installBundle("reference:" + entry.file().toUri());
            if (bundle.getHeaders("").get("Fragment-Host") == null) {
                bundle.adapt(BundleStartLevel.class).setStartLevel(entry.startLevel());
                bundles.add(bundle);
            }
        }
        return bundles;
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

    private static long sinceStart() {
        return System.currentTimeMillis() - ProcessHandle.current().info().startInstant().orElseThrow().toEpochMilli();
    }
}

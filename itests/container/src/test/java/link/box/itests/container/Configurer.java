package link.box.itests.container;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.service.cm.ConfigurationAdmin;

/** Does what the launcher does between ConfigurationAdmin's start and that of all others. */
public final class Configurer implements BundleActivator {
    @Override
    public void start(BundleContext context) throws Exception {
        Properties all = new Properties();
        try (InputStream in = Files.newInputStream(Path.of(context.getProperty("exam.configurations")))) {
            all.load(in);
        }
        Map<String, Dictionary<String, Object>> configurations = new TreeMap<>();
        all.forEach((key, value) -> {
            int colon = key.toString().indexOf(':');
            configurations.computeIfAbsent(key.toString().substring(0, colon), pid -> new Hashtable<>())
                    .put(key.toString().substring(colon + 1), value);
        });
        ConfigurationAdmin admin = context.getService(context.getServiceReference(ConfigurationAdmin.class));
        for (Map.Entry<String, Dictionary<String, Object>> each : configurations.entrySet()) {
            admin.getConfiguration(each.getKey(), "?").update(each.getValue());
        }
    }

    @Override
    public void stop(BundleContext context) {
        // nothing is held
    }
}

package link.box.bench.login;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.launch.Framework;

/**
 * The lamp of the sample device in the image's Felix, without gate and login: {@code FelixLamp PORT KEYSTORE PASSWORD CACHE BUNDLE...},
 * the lamp's bundle last.
 */
public final class FelixLamp {
    private static final int FIRST_BUNDLE = 4;
    private static final String HTTP = "org.apache.felix.http.";
    private static final String SLF4J = ";version=\"2.0.17\"";
    private static final String LAMP = "link.sample.device.Lamp";

    private FelixLamp() {
    }

    /** Serves until it is killed. */
    public static void main(String[] words) throws Exception {
        Framework framework = new FrameworkFactory().newFramework(properties(words[0], words[1], words[2], words[3]));
        framework.init();
        List<Bundle> bundles = new ArrayList<>();
        for (String file : List.of(words).subList(FIRST_BUNDLE, words.length)) {
            bundles.add(framework.getBundleContext().installBundle("reference:" + Path.of(file).toUri()));
        }
        framework.start();
        for (Bundle bundle : bundles) {
            bundle.start();
        }
        light(bundles.get(bundles.size() - 1));
        framework.waitForStop(0);
    }

    /** As its component would: below the same path, in the context that any servlet gets. */
    private static void light(Bundle bundle) throws ReflectiveOperationException {
        Object lamp = bundle.loadClass(LAMP).getConstructor().newInstance();
        bundle.getBundleContext().registerService("jakarta.servlet.Servlet", lamp,
                new Hashtable<>(Map.of("osgi.http.whiteboard.servlet.pattern", "/d/lamp/*")));
    }

    /** With as many threads as the Box has, and the same limit for headers. */
    private static Map<String, String> properties(String port, String keys, String password, String cache) {
        Map<String, String> properties = new HashMap<>(Map.of("org.osgi.framework.storage", cache,
                "org.osgi.framework.storage.clean", "onFirstInit",
                "org.osgi.framework.system.packages.extra", "org.slf4j" + SLF4J + ",org.slf4j.event" + SLF4J + ",org.slf4j.spi" + SLF4J,
                "org.osgi.service.http.port.secure", port));
        properties.putAll(Map.of(HTTP + "host", "127.0.0.1", HTTP + "enable", "false", "org.apache.felix.https.enable", "true",
                "org.apache.felix.https.keystore", keys, "org.apache.felix.https.keystore.password", password,
                "org.apache.felix.https.keystore.key.password", password, HTTP + "jetty.threadpool.max", "48",
                HTTP + "jetty.headerBufferSize", "16384"));
        return properties;
    }
}

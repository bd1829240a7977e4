package link.box.runtime;

import java.nio.file.Path;
import java.util.Map;
import org.osgi.framework.Constants;

/** How the framework is set up; the same in tests and in life. */
public final class FrameworkProperties {
    private static final String SLF4J = ";version=\"2.0.17\"";
    /** Bundles made for SLF4J 1.7, as Felix's health check API is: what they use has not changed since. */
    private static final String OLD_SLF4J = ";version=\"1.7.36\"";
    /** From the class path: logging starts before any bundle, and the launcher hands configurations over. */
    private static final String SYSTEM_PACKAGES = "org.slf4j" + SLF4J + ",org.slf4j.event" + SLF4J + ",org.slf4j.helpers" + SLF4J
            + ",org.slf4j.spi" + SLF4J + ",org.slf4j" + OLD_SLF4J + ",org.slf4j.helpers" + OLD_SLF4J
            + ",org.osgi.service.cm;version=\"1.6.1\"";

    private FrameworkProperties() {
    }

    /**
     * {@code box.started} is the moment, by {@link System#nanoTime}; {@code box.launcher} this launcher's version.
     *
     * @param home the image, {@code box.home}
     * @param data the data directory, {@code box.data}
     * @return the properties with which the framework is launched
     */
    public static Map<String, String> of(Path home, Path data) {
        return Map.ofEntries(
                Map.entry("box.home", home.toString()),
                Map.entry("box.launcher", Launcher.version()),
                Map.entry("box.data", data.toString()),
                Map.entry("box.started", String.valueOf(System.nanoTime())),
                Map.entry(Constants.FRAMEWORK_STORAGE, data.resolve("cache").toString()),
                Map.entry(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT),
                Map.entry(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "100"),
                Map.entry(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA, SYSTEM_PACKAGES),
                Map.entry("felix.log.level", "1"),
                Map.entry("felix.cm.loglevel", "1"),
                Map.entry("felix.cm.pm", "memory"),
                Map.entry("ds.loglevel", "error"),
                Map.entry("ds.cache.metadata", "false"),
                // Jetty's own connector is taken away by the front server before it opens; should it ever open, then here
                Map.entry("org.apache.felix.http.host", "127.0.0.1"),
                Map.entry("org.osgi.service.http.port", "0"),
                // a small machine's memory; what is slow holds no thread (the front server collects bodies)
                Map.entry("org.apache.felix.http.jetty.threadpool.max", "48"));
    }
}

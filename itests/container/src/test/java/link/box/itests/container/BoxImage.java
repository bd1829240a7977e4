package link.box.itests.container;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;


import java.io.IOException;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import link.box.runtime.Configurations;
import link.box.runtime.FrameworkProperties;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.tinybundles.TinyBundles;
import org.osgi.framework.Constants;

/** The assembled image as Pax Exam provisions it: the same bundles in the same order, settings checked as the launcher checks them. */
final class BoxImage {
    /** Framework property: a file with the configurations, {@code <pid>:<property> = value}. */
    static final String CONFIGURATIONS = "exam.configurations";
    /** Framework property: the HTTPS port for the home network. */
    static final String PORT = "exam.https.port";
    /** Framework property: the port where the tunnel ends. */
    static final String TUNNEL_PORT = "exam.tunnel.port";

    private BoxImage() {
    }

    /** @param settings as the environment of a Box, for example {@code BOX_ZONE_SERVER} */
    static Option options(Class<?> test, Map<String, String> settings) throws Exception {
        return options(test, settings, home());
    }

    /** @return the image as it was assembled */
    static Path home() throws IOException {
        return Path.of(System.getProperty("box.image")).toRealPath();
    }

    /** As the other, for an image that the test has made of it. */
    static Option options(Class<?> test, Map<String, String> settings, Path home) throws Exception {
        Path data = fresh(Path.of(System.getProperty("box.work")).resolve(test.getSimpleName()));
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("BOX_HTTPS_PORT", String.valueOf(freePort()));
        environment.put("BOX_HTTP_PORT", String.valueOf(freePort()));
        environment.put("BOX_TUNNEL_PORT", String.valueOf(freePort()));
        environment.put("BOX_HTTPS_ADDRESS", "127.0.0.1");
        environment.putIfAbsent("BOX_ACME_DIRECTORY", "https://localhost:1/nowhere");
        environment.put("BOX_CLOCK_SOURCE", "system");
        environment.put("BOX_LAB_LOOPBACK", "true");
        environment.put("BOX_LAB_ADDRESS", "192.168.77.20");
        environment.putIfAbsent("BOX_TUNNEL_ENABLED", "false");
        List<Option> options = new ArrayList<>();
        FrameworkProperties.of(home, data).forEach((key, value) -> {
            if (key.equals(Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA)) { // Pax Exam adds packages of its own to these
                Arrays.stream(value.split(",")).map(CoreOptions::systemPackage).forEach(options::add);
            } else if (!key.equals(Constants.FRAMEWORK_STORAGE)) { // it has one of its own
                options.add(frameworkProperty(key).value(value));
            }
        });
        options.add(frameworkProperty(CONFIGURATIONS).value(write(data, Configurations.read(home, home.resolve("etc/box.conf"), environment))));
        options.add(frameworkProperty(PORT).value(environment.get("BOX_HTTPS_PORT")));
        options.add(frameworkProperty(TUNNEL_PORT).value(environment.get("BOX_TUNNEL_PORT")));
        for (String line : Files.readAllLines(home.resolve("lib/bundles.list"))) {
            String[] words = line.split(" ");
            options.add(bundle(home.resolve("bundles").resolve(words[1]).toUri().toString()).startLevel(Integer.parseInt(words[0]) + 1));
            if (words[1].contains("configadmin")) {
                options.add(configurer());
            }
        }
        options.add(junitBundles());
        return composite(options.toArray(Option[]::new));
    }

    private static Option configurer() {
        return CoreOptions.streamBundle(TinyBundles.bundle().addClass(Configurer.class).setHeader(Constants.BUNDLE_SYMBOLICNAME, "exam.configurer")
                .setHeader(Constants.BUNDLE_MANIFESTVERSION, "2").setHeader(Constants.BUNDLE_ACTIVATOR, Configurer.class.getName())
                .setHeader(Constants.IMPORT_PACKAGE, "org.osgi.framework,org.osgi.service.cm").build(TinyBundles.rawBuilder())).startLevel(2);
    }

    private static String write(Path data, Map<String, Map<String, Object>> configurations) throws IOException {
        Properties all = new Properties();
        configurations.forEach((pid, properties) -> properties.forEach((key, value) -> all.setProperty(pid + ":" + key, String.valueOf(value))));
        Path file = data.resolve("configurations.properties");
        try (OutputStream out = Files.newOutputStream(file)) {
            all.store(out, null);
        }
        return file.toString();
    }

    private static Path fresh(Path directory) throws IOException {
        if (Files.exists(directory)) {
            try (var files = Files.walk(directory)) {
                for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(directory);
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}

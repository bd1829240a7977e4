package link.box.ota;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;

/**
 * What this bundle finds on the Box.
 *
 * @param directory of the image
 * @param launcher version of its launcher
 * @param running the bundles that run, by symbolic name
 * @param free how many bytes can be written where a directory is
 */
record Home(Path directory, Version launcher, Supplier<Map<String, Version>> running, ToLongFunction<Path> free) {
    private static final String DIRECTORY = "box.home";
    private static final String LAUNCHER = "box.launcher";

    static Home of(BundleContext context) {
        String home = context.getProperty(DIRECTORY);
        if (home == null) {
            throw new IllegalStateException("the property " + DIRECTORY + " is not set: the image's start script does it");
        }
        return new Home(Path.of(home), Version.parseVersion(context.getProperty(LAUNCHER)), () -> running(context), Home::free);
    }

    /** @return the keys by which releases are believed */
    Path keys() {
        return directory.resolve("etc/release.jwks");
    }

    private static Map<String, Version> running(BundleContext context) {
        return Arrays.stream(context.getBundles()).filter(bundle -> bundle.getSymbolicName() != null)
                .collect(Collectors.toMap(Bundle::getSymbolicName, Bundle::getVersion, BinaryOperator.maxBy(Comparator.naturalOrder())));
    }

    private static long free(Path directory) {
        try {
            return Files.getFileStore(directory).getUsableSpace();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package link.box.ota.change;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
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
 * @param built when the image, or the release that this bundle came with, was made
 * @param running the bundles that run, by symbolic name
 * @param free how many bytes can be written where a directory is
 */
public record Home(Path directory, Version launcher, Instant built, Supplier<Map<String, Version>> running, ToLongFunction<Path> free) {
    private static final String DIRECTORY = "box.home";
    private static final String LAUNCHER = "box.launcher";
    /** A header of our bundles. */
    private static final String BUILT = "Box-Built";

    /** @throws IllegalStateException it was started without the image's script */
    public static Home of(BundleContext context) {
        String home = context.getProperty(DIRECTORY);
        if (home == null) {
            throw new IllegalStateException("the property " + DIRECTORY + " is not set: the image's start script does it");
        }
        return new Home(Path.of(home), Version.parseVersion(context.getProperty(LAUNCHER)),
                built(context.getBundle()), () -> running(context), Home::free);
    }

    /** @return the keys by which releases are believed */
    public Path keys() {
        return directory.resolve("etc/release.jwks");
    }

    private static Instant built(Bundle own) {
        String built = own.getHeaders("").get(BUILT);
        return built == null ? Instant.EPOCH : Instant.parse(built);
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

package link.box.itests.container;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** Bundles of the image, updated to themselves. */
final class Updates {
    private Updates() {
    }

    static Bundle bundle(BundleContext context, String name) {
        return Arrays.stream(context.getBundles()).filter(each -> name.equals(each.getSymbolicName())).findFirst().orElseThrow();
    }

    static void update(Bundle bundle) throws Exception {
        Path jar = Path.of(URI.create(bundle.getLocation().replaceFirst("^reference:", "")));
        try (InputStream bytes = Files.newInputStream(jar)) {
            bundle.stop(Bundle.STOP_TRANSIENT);
            bundle.update(bytes);
            bundle.start();
        }
    }
}

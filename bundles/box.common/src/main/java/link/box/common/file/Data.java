package link.box.common.file;

import java.io.IOException;
import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** The directory in which a bundle keeps what must outlive the framework's cache. */
public final class Data {
    /** Framework property that names the data directory. */
    public static final String PROPERTY = "box.data";

    private Data() {
    }

    /**
     * @return {@code ${box.data}/<symbolic name>}, made if it is not there (0700); blocks for disk
     * @throws IOException it cannot be made
     */
    public static Path of(BundleContext context) throws IOException {
        return AtomicFile.directory(root(context).resolve(context.getBundle().getSymbolicName()));
    }

    /** @return the data directory of the whole Box */
    public static Path root(BundleContext context) {
        String root = context.getProperty(PROPERTY);
        if (root == null) {
            throw new IllegalStateException("the framework property " + PROPERTY + " is not set");
        }
        return Path.of(root);
    }
}

package link.box.pagekite;

import java.io.IOException;
import java.util.Optional;
import link.box.common.file.Data;
import link.box.common.file.KeptFile;
import org.osgi.framework.BundleContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The secret of this Box alone that its kite signs with. In its file there is only what the zone has taken: who finds one can fly. */
final class OwnSecret {
    private static final int LIMIT = 1024;
    private static final Logger LOG = LoggerFactory.getLogger("box.pagekite");

    private final KeptFile file;

    OwnSecret(BundleContext context) throws IOException {
        this.file = new KeptFile(Data.of(context).resolve("kite.secret"), LIMIT);
    }

    /** @return empty if there was none yet. @throws IOException it cannot be read */
    Optional<String> find() throws IOException {
        return file.read(String::strip, damage -> LOG.warn("{}; the one before is used", damage.getMessage()));
    }

    void keep(String secret) throws IOException {
        file.write(secret + "\n");
    }
}

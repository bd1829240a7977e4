package link.box.rebind;

import java.io.IOException;
import java.net.Inet4Address;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import link.box.api.dns.Zone;
import link.box.api.identity.BoxNames;
import link.box.api.work.RetryAfter;
import link.box.common.file.KeptFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a round's names into the zone in one step, and takes them out again in one step. They are written down before, so that a Box that
 * loses power leaves nothing behind for good. Methods block for disk and network. Not thread-safe.
 */
final class Stage {
    private static final Logger LOG = LoggerFactory.getLogger("box.rebind");
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{16}");

    private final KeptFile file;
    private final Zone zone;
    private final BoxNames names;
    private final SecureRandom random = new SecureRandom();
    /** What an earlier run has left is not known. */
    private boolean clean;

    Stage(KeptFile file, Zone zone, BoxNames names) {
        this.file = file;
        this.zone = zone;
        this.names = names;
    }

    /** @return the names, acknowledged by the zone */
    TestNames put(Inet4Address control, Inet4Address home) throws IOException, RetryAfter {
        clear();
        clean = false;
        TestNames fresh = TestNames.fresh(names, random);
        file.write(fresh.nonce());
        zone.put(fresh.leading(control.getHostAddress(), home.getHostAddress()));
        return fresh;
    }

    /** Takes out what is still there, also of an earlier run. */
    void clear() throws IOException, RetryAfter {
        if (clean) {
            return;
        }
        Optional<String> left = left();
        if (left.isPresent() && zone.can().contains(Zone.Ability.DELETE)) {
            zone.put(TestNames.of(names, left.get()).removed());
        }
        file.delete();
        clean = true;
    }

    private Optional<String> left() {
        try {
            return file.read(Stage::nonce, damage -> LOG.warn("{}; the generation before is used", damage.getMessage()));
        } catch (IOException e) {
            LOG.warn("{}; up to three test names may stay in the zone", e.getMessage());
            return Optional.empty();
        }
    }

    private static String nonce(String text) throws IOException {
        if (!NONCE.matcher(text).matches()) {
            throw new IOException("that is no test name: " + text.length() + " characters");
        }
        return text;
    }
}

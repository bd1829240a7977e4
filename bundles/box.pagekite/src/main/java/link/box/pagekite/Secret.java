package link.box.pagekite;

import java.io.IOException;
import java.nio.file.Path;
import link.box.common.file.SecretLine;
import org.osgi.framework.BundleContext;

/** What we share with the frontend: the first line of a file, or what the zone has taken of this Box. */
final class Secret {
    private Secret() {
    }

    /** Blocks for the disk. */
    static String of(BundleContext context, PagekiteConfig config) throws IOException, Unusable {
        String secret = config.secret_file().isBlank() ? own(context) : fromFile(Path.of(config.secret_file().strip()));
        if (!secret.matches("[!-9;-~]{1,256}")) {
            throw new Unusable("the tunnel's secret is " + (secret.isEmpty() ? "not set" : "unusable"),
                    "put into the file of setting tunnel.secret what the frontend knows: printable ASCII without blanks and colons");
        }
        return secret;
    }

    private static String own(BundleContext context) throws IOException {
        return new OwnSecret(context).find()
                .orElseThrow(() -> new IOException("the zone has not taken this Box's secret for its kite yet"));
    }

    private static String fromFile(Path file) throws Unusable {
        try {
            return SecretLine.read(file);
        } catch (SecretLine.OpenToOthers e) {
            throw new Unusable("the tunnel's secret is not used: " + e.getMessage(),
                    "give the file of setting tunnel.secret mode 0600 and the Box's user as owner; if others had it, ask for another secret");
        } catch (IOException e) {
            throw new Unusable("the tunnel's secret cannot be read from " + file, "check the setting tunnel.secret");
        }
    }
}

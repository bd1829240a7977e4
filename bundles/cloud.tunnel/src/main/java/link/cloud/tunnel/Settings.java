package link.cloud.tunnel;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import link.box.common.kite.Limits;
import link.cloud.tunnel.auth.Authorizer;
import link.cloud.tunnel.auth.SharedSecret;
import link.cloud.tunnel.auth.ZoneAuthorizer;

/** From the settings' text to what the parts need. Throws IllegalArgumentException that says which setting is wrong; looks up no names. */
final class Settings {
    private static final int KEPT_SHARE = 4;

    private Settings() {
    }

    /** @return unresolved */
    static List<InetSocketAddress> listen(TunnelConfig config) {
        return Arrays.stream(config.listen().split(",")).map(String::strip).filter(each -> !each.isEmpty())
                .map(each -> endpoint("tunnel.listen", each)).toList();
    }

    static InetSocketAddress metrics(TunnelConfig config) {
        return config.metrics_port() == 0 ? null : new InetSocketAddress(InetAddress.getLoopbackAddress(), config.metrics_port());
    }

    static Limits limits(TunnelConfig config) {
        return Limits.ofFrontend(config.streams());
    }

    /** Buffers are outside the heap, where there may be as much by default; tunnels need some to move bytes. */
    static long kept() {
        return Runtime.getRuntime().maxMemory() / KEPT_SHARE;
    }

    static String zone(TunnelConfig config) {
        return lower(config.zone());
    }

    /** @return the zone's server, unresolved; empty: nobody is asked */
    static Optional<InetSocketAddress> authority(TunnelConfig config) {
        return config.authority().isBlank() ? Optional.empty() : Optional.of(endpoint("tunnel.authority", config.authority().strip()));
    }

    /** @param zone the zone's server; null: nobody is asked */
    static Authorizer authorizer(TunnelConfig config, SecretFile secret, ZoneAuthorizer zone) {
        SharedSecret shared = new SharedSecret(lower(config.secret_zone()), secret::get);
        return zone == null ? shared : shared.or(zone);
    }

    /** @return the file of the one secret; not named where there is none */
    static Path secret(TunnelConfig config) {
        if (!config.secret_file().isBlank() && config.secret_zone().isBlank()) {
            throw new IllegalArgumentException(
                    "tunnel.secret: set tunnel.secret.zone, too; who has the secret can fly every name below it");
        }
        return Path.of(config.secret_file());
    }

    static String self(TunnelConfig config) {
        return lower(config.name());
    }

    private static String lower(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static InetSocketAddress endpoint(String setting, String text) {
        int colon = text.lastIndexOf(':');
        try {
            if (colon <= 0) {
                throw new IllegalArgumentException("no colon");
            }
            return InetSocketAddress.createUnresolved(text.substring(0, colon), Integer.parseInt(text.substring(colon + 1)));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(setting + ": not host:port: " + text, e);
        }
    }

    /** Blocks for a name. */
    static InetSocketAddress resolve(InetSocketAddress endpoint) throws UnknownHostException {
        return new InetSocketAddress(InetAddress.getByName(endpoint.getHostString()), endpoint.getPort());
    }
}

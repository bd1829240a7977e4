package link.cloud.tunnel.kite;

import java.util.Locale;
import java.util.Optional;
import link.cloud.tunnel.hello.HostName;

/**
 * What a Box flies: its name, for one protocol.
 *
 * @param protocol {@code https} or {@code http}
 * @param host in lower case
 */
public record Kite(String protocol, String host) {
    /** The protocol that is carried. */
    public static final String HTTPS = "https";
    /** The protocol that is only redirected. */
    public static final String HTTP = "http";

    /**
     * @param protocol as PageKite writes it, perhaps with the port that it has anyway
     * @param domain in upper or lower case
     * @return the kite; empty for protocols that are not served, other ports, and what is no host's name
     */
    public static Optional<Kite> of(String protocol, String domain) {
        String plain = switch (protocol) {
            case HTTPS, "https-443" -> HTTPS;
            case HTTP, "http-80" -> HTTP;
            default -> "";
        };
        String host = domain.toLowerCase(Locale.ROOT);
        return plain.isEmpty() || !HostName.valid(host) ? Optional.empty() : Optional.of(new Kite(plain, host));
    }

    /**
     * @param zone in which each Box has a zone of its own
     * @return whose it is: {@code <id>.<zone>} if it is at or below one, else the host alone
     */
    public String owner(String zone) {
        if (!host.endsWith("." + zone)) {
            return host;
        }
        String before = host.substring(0, host.length() - zone.length() - 1);
        return before.substring(before.lastIndexOf('.') + 1) + "." + zone;
    }

    @Override
    public String toString() {
        return protocol + ":" + host;
    }
}

package link.box.https.plain;

import java.net.InetAddress;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import link.box.api.access.ConnectionClass;
import link.box.api.identity.BoxNames;
import link.box.api.net.PublishedAddress;
import link.box.api.net.PublishedName;
import link.box.api.net.RebindProtection;
import link.box.api.net.RebindProtection.Verdict;
import link.box.api.tunnel.Tunnel;

/**
 * Where to send a browser that has found the Box by its address. Each gives null while there is none.
 *
 * @param published the names that lead here
 * @param rebind whether the home's resolver lets them
 * @param tunnel the way round
 * @param pass shows there that the browser is at home; empty if there is none for it
 * @param port the port of the Box's URLs at home
 */
public record Way(Supplier<PublishedAddress> published, Supplier<RebindProtection> rebind, Supplier<Tunnel> tunnel,
        Function<ConnectionClass, Optional<String>> pass, int port) {
    private static final int HTTPS = 443;

    /** @return the page to go to; empty if only the address works */
    Optional<String> toConnect(BoxNames names, ConnectionClass from) {
        RebindProtection found = rebind.get();
        if (found == null || found.verdict() != Verdict.BLOCKED) {
            return Optional.of(origin(live(names), port) + "/connect");
        }
        Tunnel up = tunnel.get();
        return up == null ? Optional.empty()
                : pass.apply(from).map(once -> origin(names.remote(), up.port()) + "/connect?lp=" + once);
    }

    /** @return the URL of the Box at that address or name */
    String to(String host) {
        return origin(host, port) + "/";
    }

    String to(InetAddress address) {
        String literal = address.getHostAddress().replaceFirst("%.*", "");
        return to(literal.indexOf(':') < 0 ? literal : "[" + literal + "]");
    }

    /** No cache can hold another value of the name made of the address. */
    private String live(BoxNames names) {
        PublishedAddress now = published.get();
        return now == null ? names.main() : now.names().stream().filter(each -> each.kind() == PublishedName.Kind.ADDRESS)
                .map(PublishedName::host).findFirst().orElse(names.main());
    }

    private static String origin(String host, int port) {
        return "https://" + host + (port == HTTPS ? "" : ":" + port);
    }
}

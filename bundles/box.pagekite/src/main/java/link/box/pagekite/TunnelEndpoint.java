package link.box.pagekite;

import java.net.URI;
import java.util.List;
import link.box.api.registration.Endpoint;
import link.box.api.registration.Url;
import link.box.api.tunnel.Tunnel;

/**
 * The Box as it can be reached through the tunnel.
 *
 * @param urls its one URL
 */
record TunnelEndpoint(List<Url> urls) implements Endpoint {
    private static final int HTTPS = 443;

    static TunnelEndpoint of(Tunnel tunnel) {
        String port = tunnel.port() == HTTPS ? "" : ":" + tunnel.port();
        return new TunnelEndpoint(List.of(new Url(URI.create("https://" + tunnel.host() + port), Url.Kind.TUNNEL)));
    }

    @Override
    public Reach reach() {
        return Reach.TUNNEL;
    }
}

package link.box.nat.igd;

import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import link.box.nat.router.Router;

/**
 * A page of the router itself: whatever a description says, nobody else is asked.
 *
 * @param uri plain http to the router's address, without a user
 * @param server where that is
 */
record Place(URI uri, InetSocketAddress server) {
    private static final int HTTP = 80;
    private static final int LAST_PORT = 65_535;
    private static final int MOST = 1024;

    /** @return empty if it leads anywhere else */
    static Optional<Place> of(Router router, String text) {
        return parsed(text).filter(URI::isAbsolute).flatMap(uri -> of(router, uri));
    }

    /** @return where that leads from here; empty if it leads away from the router */
    Optional<Place> resolve(Router router, String text) {
        return parsed(text).flatMap(relative -> of(router, uri.resolve(relative)));
    }

    /** @return path and query, as a request names them */
    String path() {
        URI ascii = URI.create(uri.toASCIIString());
        return ascii.getRawQuery() == null ? ascii.getRawPath() : ascii.getRawPath() + "?" + ascii.getRawQuery();
    }

    private static Optional<URI> parsed(String text) {
        try {
            return text.length() > MOST ? Optional.empty() : Optional.of(new URI(text));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    /** The JDK resolves nothing relative against an empty path. */
    private static URI rooted(URI uri) {
        return uri.getRawPath().isEmpty() ? uri.resolve("/") : uri;
    }

    /** The host is compared as it is written: no name is ever looked up. */
    private static Optional<Place> of(Router router, URI uri) {
        int port = uri.getPort() == -1 ? HTTP : uri.getPort();
        boolean own = "http".equalsIgnoreCase(uri.getScheme()) && router.gateway().getHostAddress().equals(uri.getHost())
                && uri.getRawUserInfo() == null && port > 0 && port <= LAST_PORT;
        return own ? Optional.of(new Place(rooted(uri), new InetSocketAddress(router.gateway(), port))) : Optional.empty();
    }
}

package link.box.registration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import link.box.api.work.Worker;
import link.box.common.tls.Trust;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registration server, spoken to over an address family of choice. Each has a TLS session cache of its own. Not thread-safe. */
final class Server {
    /** Finds the addresses of a name; the system's in life. */
    @FunctionalInterface
    interface Resolver {
        InetAddress[] addresses(String host) throws IOException;
    }

    private static final Logger LOG = LoggerFactory.getLogger("box.registration");
    private static final int MOST_ADDRESSES = 3;

    private final String origin;
    private final String trust;
    private final Worker worker;
    private final Resolver resolver;
    private SSLContext tls;

    Server(String origin, String trust, Worker worker, Resolver resolver) {
        this.origin = origin.replaceFirst("/+$", "");
        this.trust = trust.strip();
        this.worker = worker;
        this.resolver = resolver;
    }

    String origin() {
        return origin;
    }

    /** @return its addresses by family; never an empty list. Blocks for the network */
    Map<Family, List<InetAddress>> addresses() throws Refused {
        InetAddress[] all = resolve();
        Map<Family, List<InetAddress>> found = new EnumMap<>(Family.class);
        for (Family family : Family.values()) {
            List<InetAddress> own = Arrays.stream(all).filter(family::has).limit(MOST_ADDRESSES).toList();
            if (!own.isEmpty()) {
                found.put(family, own);
            }
        }
        return found;
    }

    /**
     * Blocks for the network, at most some seconds an address.
     *
     * @param addresses to try, one after the other
     * @return what the first of them answers that answers
     * @throws Refused none does
     */
    Answer send(List<InetAddress> addresses, String method, String path, String body) throws Refused {
        Refused last = null;
        for (InetAddress address : addresses) {
            try {
                return new Exchange(url(path), method, address, tls(), worker).send(body);
            } catch (IOException e) {
                last = new Refused("cannot reach " + origin + " at " + address.getHostAddress() + ": " + Exchange.reason(e));
            }
        }
        throw last;
    }

    private InetAddress[] resolve() throws Refused {
        try {
            return resolver.addresses(url("/").getHost());
        } catch (IOException e) {
            throw new Refused("the name of the registration server " + origin + " cannot be resolved");
        }
    }

    private URL url(String path) throws Refused {
        try {
            URL url = URI.create(origin + path).toURL();
            if (url.getProtocol().equals("https") && !url.getHost().isEmpty()) {
                return url;
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("bad server", e);
        }
        throw new Refused("the setting registration.server must be https://host[:port], and is \"" + origin + "\"");
    }

    private SSLContext tls() throws IOException {
        if (tls == null) {
            tls = Trust.context(trust, null);
        }
        return tls;
    }
}

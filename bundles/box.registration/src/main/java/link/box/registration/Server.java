package link.box.registration;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URL;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import link.box.api.work.Worker;
import link.box.common.tls.Trust;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The registration server, spoken to over each address family that it has. Not thread-safe. */
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
    private final Map<Family, String> trouble = new EnumMap<>(Family.class);
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

    /**
     * Blocks for the network, at most some seconds an address.
     *
     * @return the families over which it worked
     * @throws Refused it worked over none
     */
    List<String> announce(String body) throws Refused {
        List<String> worked = new ArrayList<>();
        Map<Family, Refused> failed = new EnumMap<>(Family.class);
        InetAddress[] addresses = resolve();
        for (Family family : Family.values()) {
            List<InetAddress> own = Arrays.stream(addresses).filter(family::has).limit(MOST_ADDRESSES).toList();
            if (!own.isEmpty()) {
                try {
                    announce(own, body);
                    worked.add(family.toString());
                    tell(family, "");
                } catch (Refused e) {
                    failed.put(family, e);
                }
            }
        }
        if (worked.isEmpty()) {
            throw worst(failed.values());
        }
        failed.forEach((family, e) -> tell(family, e.getMessage()));
        return worked;
    }

    /** The first address that answers. */
    private void announce(List<InetAddress> addresses, String body) throws Refused {
        Refused last = null;
        for (InetAddress address : addresses) {
            try {
                new Exchange(url(), address, tls(), worker).post(body);
                return;
            } catch (Refused e) {
                last = e;
            } catch (IOException e) {
                last = new Refused("cannot reach " + origin + " at " + address.getHostAddress() + ": " + Exchange.reason(e), null);
            }
        }
        throw last;
    }

    private InetAddress[] resolve() throws Refused {
        try {
            return resolver.addresses(url().getHost());
        } catch (IOException e) {
            throw new Refused("the name of the registration server " + origin + " cannot be resolved", null);
        }
    }

    private URL url() throws Refused {
        try {
            URL url = URI.create(origin + "/register").toURL();
            if (url.getProtocol().equals("https") && !url.getHost().isEmpty()) {
                return url;
            }
        } catch (IOException | IllegalArgumentException e) {
            LOG.debug("bad server", e);
        }
        throw new Refused("the setting registration.server must be https://host[:port], and is \"" + origin + "\"", null);
    }

    private SSLContext tls() throws IOException {
        if (tls == null) {
            tls = Trust.context(trust, null);
        }
        return tls;
    }

    /** With several reasons, the one that the server set a time for. */
    private static Refused worst(Collection<Refused> failed) {
        return failed.stream().filter(each -> each.asked().isPresent()).findFirst().orElseGet(() -> failed.iterator().next());
    }

    /** One family is enough; a change is worth a line. */
    private void tell(Family family, String why) {
        if (!why.equals(trouble.put(family, why)) && !why.isEmpty()) {
            LOG.info("not announced over {}: {}", family, why);
        }
    }
}

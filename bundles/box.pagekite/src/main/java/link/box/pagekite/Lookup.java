package link.box.pagekite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the settings to the candidates. Thread-safe; blocks for the look-up of names. */
final class Lookup {
    private static final Logger LOG = LoggerFactory.getLogger("box.pagekite");
    /** Of each name. */
    private static final int MOST = 8;

    private final PagekiteConfig config;
    private final Resolver resolver;
    private final Set<HostPort> told = new HashSet<>();
    private List<Candidate> known = List.of();

    /** Who knows the addresses of names. */
    interface Resolver {
        InetAddress[] addresses(String host) throws UnknownHostException;
    }

    Lookup(PagekiteConfig config, Resolver resolver) {
        this.config = config;
        this.resolver = resolver;
    }

    /**
     * @return at least one; of a name that cannot be looked up now, those of before
     * @throws IOException none of the names is known
     * @throws Unusable the settings are wrong, or no frontend has an address for the world
     */
    synchronized List<Candidate> candidates() throws IOException, Unusable {
        List<HostPort> names = HostPort.ofFrontends(config);
        Outside outside = Outside.of(config, names.size());
        List<Candidate> found = new ArrayList<>();
        Set<HostPort> unknown = new HashSet<>();
        for (int i = 0; i < names.size(); i++) {
            try {
                found.addAll(ask(names.get(i), i, outside));
            } catch (UnknownHostException e) {
                unknown.add(names.get(i));
                found.addAll(before(names.get(i)));
            }
        }
        if (found.isEmpty()) {
            throw nothing(unknown);
        }
        names.forEach(name -> tell(name, found, unknown));
        known = List.copyOf(found);
        return known;
    }

    private List<Candidate> ask(HostPort name, int index, Outside outside) throws UnknownHostException {
        return Arrays.stream(resolver.addresses(name.host())).limit(MOST)
                .flatMap(own -> outside.address(index, own).stream()
                        .map(world -> new Candidate(name, new InetSocketAddress(own, name.port()), world)))
                .toList();
    }

    private List<Candidate> before(HostPort name) {
        return known.stream().filter(each -> each.name().equals(name)).toList();
    }

    private Unusable nothing(Set<HostPort> unknown) throws IOException {
        if (!unknown.isEmpty()) {
            throw new IOException("the tunnel's frontend " + unknown.iterator().next() + " has no address");
        }
        return Outside.missing(config.frontend().strip());
    }

    /** Once, until it is otherwise. */
    private void tell(HostPort name, List<Candidate> found, Set<HostPort> unknown) {
        if (found.stream().anyMatch(each -> each.name().equals(name))) {
            told.remove(name);
        } else if (told.add(name)) {
            LOG.warn("the tunnel's frontend {} is left out: {}", name, unknown.contains(name) ? "it has no address"
                    : "it has only an address of a private network, and tunnel.frontend.address is not set");
        }
    }
}

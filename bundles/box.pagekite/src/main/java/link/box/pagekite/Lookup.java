package link.box.pagekite;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the settings to the candidates. Blocks for the look-up of names. */
final class Lookup {
    /** Of each name. */
    private static final int MOST = 8;

    private final Outside outside;
    private final List<Candidate> found = new ArrayList<>();
    private String unknown;

    private Lookup(Outside outside) {
        this.outside = outside;
    }

    /**
     * @return at least one
     * @throws IOException none of the names is known
     * @throws Unusable the settings are wrong, or no frontend has an address for the world
     */
    static List<Candidate> candidates(PagekiteConfig config) throws IOException, Unusable {
        List<HostPort> names = HostPort.ofFrontends(config);
        Lookup lookup = new Lookup(Outside.of(config, names.size()));
        for (int i = 0; i < names.size(); i++) {
            lookup.add(i, names.get(i));
        }
        if (lookup.found.isEmpty() && lookup.unknown != null) {
            throw new IOException("the tunnel's frontend " + lookup.unknown + " has no address");
        }
        if (lookup.found.isEmpty()) {
            throw Outside.missing(config.frontend().strip());
        }
        return List.copyOf(lookup.found);
    }

    private void add(int index, HostPort name) {
        try {
            InetAddress[] addresses = InetAddress.getAllByName(name.host());
            for (int i = 0; i < Math.min(MOST, addresses.length); i++) {
                InetAddress own = addresses[i];
                Optional<InetAddress> world = outside.address(index, own);
                world.ifPresent(address -> found.add(new Candidate(name, new InetSocketAddress(own, name.port()), address)));
            }
        } catch (UnknownHostException e) {
            unknown = name.toString();
        }
    }
}

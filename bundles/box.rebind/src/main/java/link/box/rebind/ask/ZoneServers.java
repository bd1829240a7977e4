package link.box.rebind.ask;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import link.box.common.dns.Authority;
import link.box.common.dns.Nameserver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The zone's own servers. That the API has acknowledged the names is what counts; but a secondary may lag behind. A server that is silent,
 * or whose answer comes from somebody on the way, says nothing.
 */
public final class ZoneServers {
    private static final Logger LOG = LoggerFactory.getLogger("box.rebind");

    private final Authority authority;

    /** @param authority finds them */
    public ZoneServers(Authority authority) {
        this.authority = authority;
    }

    /**
     * Blocks, some seconds for each silent server.
     *
     * @param expected addresses by name
     * @return whether no server that speaks for the zone lacks one of these
     */
    public boolean show(Map<String, InetAddress> expected) throws IOException {
        for (Nameserver server : servers()) {
            Asker asker = new Asker(server.address());
            for (Map.Entry<String, InetAddress> each : expected.entrySet()) {
                Optional<List<InetAddress>> owned = asker.owned(each.getKey());
                if (owned.isEmpty()) {
                    break;
                }
                if (!owned.get().contains(each.getValue())) {
                    return false;
                }
            }
        }
        return true;
    }

    private List<Nameserver> servers() {
        try {
            return authority.servers();
        } catch (IOException e) {
            LOG.debug("the zone's name servers are not known here", e);
            return List.of();
        }
    }
}

package link.box.https.hosts;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Set;
import link.box.api.identity.BoxIdentity;
import link.box.api.net.MulticastName;
import link.box.api.net.PublishedAddress;

/** The exact list of hosts that the Box answers to: anything else may be a page that had its name rebound to our address. */
public final class OwnHosts {
    private final Known known;
    private final Set<Integer> ports;
    private volatile Names last = Names.made(null, null);

    /** @param ports what home URLs may name besides the port of the connection */
    public OwnHosts(Known known, Set<Integer> ports) {
        this.known = known;
        this.ports = Set.copyOf(ports);
    }

    /**
     * @param local the address and port the connection came in at
     * @param sni the names asked for in the TLS handshake
     */
    public boolean atHome(Host host, InetAddress local, int localPort, List<String> sni) {
        if (host.port() != localPort && !ports.contains(host.port())) {
            return false;
        }
        if (announced(host.name())) {
            // as for an address: the identity's certificate was served
            return sni.stream().allMatch(host.name()::equals);
        }
        Names names = names();
        boolean askedByName = names.own(sni);
        return host.literal() ? !askedByName && same(host.name(), local) : askedByName && names.listed().contains(host.name());
    }

    /** Whether it is a public name that leads here. */
    public boolean named(Host host) {
        return !host.literal() && names().listed().contains(host.name());
    }

    /** Whether it is the name on the home network, or the address the connection came in at. */
    public boolean here(Host host, InetAddress local) {
        return announced(host.name()) || addressed(host, local);
    }

    /** Whether it is the address the connection came in at. */
    public boolean addressed(Host host, InetAddress local) {
        return host.literal() && same(host.name(), local);
    }

    /** Through the tunnel only its own name leads here; the frontend chooses the port outside. */
    public boolean outside(Host host, List<String> sni) {
        return host.name().equals(names().remote()) && sni.contains(host.name());
    }

    private boolean announced(String name) {
        MulticastName announced = known.multicast().get();
        return announced != null && announced.host().equals(name);
    }

    private Names names() {
        BoxIdentity box = known.identity().get();
        PublishedAddress published = known.published().get();
        Names now = last;
        if (!now.of(box, published)) {
            now = Names.made(box, published);
            last = now;
        }
        return now;
    }

    private static boolean same(String literal, InetAddress local) {
        if (literal.indexOf(':') < 0) {
            return literal.equals(local.getHostAddress());
        }
        try {
            // an IPv4 address in the clothes of IPv6 becomes one of IPv4 here, and is nothing that browsers are led to
            return InetAddress.getByName("[" + literal + "]") instanceof Inet6Address six && six.equals(local);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}

package link.box.https.hosts;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.function.Supplier;
import link.box.api.access.ConnectionClass;
import link.box.api.identity.BoxIdentity;
import link.box.api.net.LocalAddress;
import link.box.api.net.LocalAddresses;

/** Tells where a peer at the home port is, by addresses alone. */
public final class Neighbours {
    private final Supplier<LocalAddresses> addresses;
    private final Supplier<BoxIdentity> identity;
    private final boolean lab;

    /**
     * @param addresses gives null while there are none
     * @param identity gives null while there is none
     * @param lab this machine counts as the home network; heeded only in a zone under {@code .test}
     */
    public Neighbours(Supplier<LocalAddresses> addresses, Supplier<BoxIdentity> identity, boolean lab) {
        this.addresses = addresses;
        this.identity = identity;
        this.lab = lab;
    }

    /**
     * @param peer the other end of the connection
     * @param local our end
     */
    public ConnectionClass of(InetAddress peer, InetAddress local) {
        LocalAddresses known = addresses.get();
        if (peer.isLoopbackAddress() || peer.equals(local) || own(peer, known)) {
            return lab() ? ConnectionClass.ON_LINK : ConnectionClass.LOOPBACK;
        }
        boolean sameNetwork = known != null && sameNetwork(peer, local, known);
        if (sameNetwork && isPrivate(peer)) {
            return ConnectionClass.ON_LINK;
        }
        // a global IPv6 network may be shared with strangers, as on a campus: at home, but no proof of it
        return isPrivate(peer) || sameNetwork && peer instanceof Inet6Address ? ConnectionClass.PRIVATE : ConnectionClass.PUBLIC;
    }

    /** Whether this machine stands for the home network. */
    public boolean lab() {
        BoxIdentity box = identity.get();
        return lab && box != null && box.names().zone().endsWith(".test");
    }

    private static boolean own(InetAddress peer, LocalAddresses known) {
        if (known != null) {
            for (LocalAddress each : known.all()) {
                if (each.address().equals(peer)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean sameNetwork(InetAddress peer, InetAddress local, LocalAddresses known) {
        // a router that forwards from outside may show its own address
        if (known.gateway().filter(peer::equals).isPresent()) {
            return false;
        }
        for (LocalAddress each : known.all()) {
            if (each.address().equals(local) && contains(each, peer)) {
                return true;
            }
        }
        return false;
    }

    private static boolean contains(LocalAddress network, InetAddress peer) {
        byte[] ours = network.address().getAddress();
        byte[] theirs = peer.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < network.prefixLength(); bit++) {
            if (((ours[bit / 8] ^ theirs[bit / 8]) & 0x80 >> bit % 8) != 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrivate(InetAddress peer) {
        boolean uniqueLocal = peer instanceof Inet6Address && (peer.getAddress()[0] & 0xfe) == 0xfc;
        boolean siteLocal = !(peer instanceof Inet6Address) && peer.isSiteLocalAddress();
        return uniqueLocal || siteLocal || peer.isLinkLocalAddress();
    }
}

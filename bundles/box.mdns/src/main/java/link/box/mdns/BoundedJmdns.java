package link.box.mdns;

import java.io.IOException;
import java.net.InetAddress;
import java.util.Set;
import javax.jmdns.impl.DNSCache;
import javax.jmdns.impl.DNSOutgoing;
import javax.jmdns.impl.JmDNSImpl;

/**
 * JmDNS remembers whatever any neighbour multicasts, for as long as the neighbour says. For who only answers that is of no use, and a way
 * to fill the heap: so it remembers little, and no types of services but ours.
 */
final class BoundedJmdns extends JmDNSImpl {
    private static final Set<String> OURS = Set.of("_box._tcp.local.", "_https._tcp.local.");

    private final DNSCache few = new SmallCache();
    private volatile boolean silent;

    BoundedJmdns(InetAddress address, String label) throws IOException {
        super(address, label);
    }

    /** From now on nothing is said any more, not even goodbye. */
    void hush() {
        silent = true;
    }

    /** Before our own field is there, the base's constructor asks. */
    @Override
    public DNSCache getCache() {
        return few == null ? super.getCache() : few;
    }

    @Override
    public boolean registerServiceType(String type) {
        return OURS.contains(type) && super.registerServiceType(type);
    }

    @Override
    public void send(DNSOutgoing message) throws IOException {
        if (!silent) {
            super.send(message);
        }
    }
}

package link.cloud.tunnel.door;

import java.util.Collection;
import java.util.Collections;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** All tunnels, and those of them that have flown a kite: only these take places of Boxes, as strangers can begin one. Thread-safe. */
final class Fleet {
    private final int most;
    private final Counts counts;
    private final Set<Tunnel> all = ConcurrentHashMap.newKeySet();
    private final Set<Tunnel> boxes = ConcurrentHashMap.newKeySet();

    /** @param most tunnels with kites */
    Fleet(int most, Counts counts) {
        this.most = most;
        this.counts = counts;
    }

    /** @return all, as they are now */
    Collection<Tunnel> all() {
        return Collections.unmodifiableSet(all);
    }

    /** @return those that have flown a kite, as they are now */
    Collection<Tunnel> boxes() {
        return Collections.unmodifiableSet(boxes);
    }

    /** @return whether another Box may have a tunnel */
    boolean hasRoom() {
        return boxes.size() < most;
    }

    void begun(Tunnel tunnel) {
        all.add(tunnel);
    }

    /** @return whether its first kite may fly: others may have been faster since it came */
    synchronized boolean flies(Tunnel tunnel) {
        if (boxes.contains(tunnel)) {
            return true;
        }
        boolean may = hasRoom();
        if (may) {
            boxes.add(tunnel);
            counts.tunnel();
        }
        if (!tunnel.isOpen()) { // it was gone before
            boxes.remove(tunnel);
        }
        return may;
    }

    void gone(Tunnel tunnel) {
        all.remove(tunnel);
        boxes.remove(tunnel);
    }
}

package link.cloud.registration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import link.box.common.net.Source;

/** Which Boxes want to be found behind which outgoing address, in memory, while they keep saying so. Times are monotonic. Thread-safe. */
final class Beacons {
    /** What happened to an announcement. */
    enum Result { TAKEN, OTHERS, TOO_OFTEN, TOO_MANY_HERE, FULL }

    private static final int POSTS_PER_MINUTE = 6;

    private final int perSource;
    private final int most;
    private final Heap heap;
    private final Map<Source, Map<String, Lit>> sources = new HashMap<>();
    /** Over IPv4 and IPv6 a Box has the same handle. */
    private final Map<String, Owner> owners = new HashMap<>();
    private int count;

    /**
     * @param perSource Boxes behind one source
     * @param most Boxes in all
     * @param heap what they may take of it
     */
    Beacons(int perSource, int most, Heap heap) {
        this.perSource = perSource;
        this.most = most;
        this.heap = heap;
    }

    private static final class Lit {
        private Beacon beacon;
        private long end;
        private final Minute posts = new Minute();
    }

    private record Owner(Secret key, int places) {
    }

    /** Takes a beacon in place of the last one with its handle from the same source, or takes that one away. */
    synchronized Result put(Source source, Beacon next, long now) {
        expire(source, now);
        Map<String, Lit> here = sources.getOrDefault(source, Map.of());
        Lit last = here.get(next.handle());
        Owner owner = owners.get(next.handle());
        if (owner != null && !owner.key().is(next.key())) {
            return Result.OTHERS;
        }
        if (last != null && last.posts.next(now) > POSTS_PER_MINUTE) {
            return Result.TOO_OFTEN;
        }
        if (!next.shown()) {
            remove(source, next.handle());
            return Result.TAKEN;
        }
        if (last == null && here.size() >= perSource) {
            return Result.TOO_MANY_HERE;
        }
        return put(source, last, next, now);
    }

    private Result put(Source source, Lit last, Beacon next, long now) {
        int growth = next.bytes() - (last == null ? 0 : last.beacon.bytes());
        if (last == null && count >= most || !heap.take(growth)) {
            return Result.FULL;
        }
        Lit lit = last;
        if (lit == null) {
            lit = new Lit();
            lit.posts.next(now);
            count++;
            sources.computeIfAbsent(source, any -> new LinkedHashMap<>()).put(next.handle(), lit);
            owners.merge(next.handle(), new Owner(next.key(), 1), (a, b) -> new Owner(a.key(), a.places() + 1));
        }
        lit.beacon = next;
        lit.end = now + next.ttl().toNanos();
        return Result.TAKEN;
    }

    /** @return what may be seen from there by pages of that origin */
    synchronized List<Beacon> find(Source source, String origin, long now) {
        List<Beacon> found = new ArrayList<>();
        for (Lit each : sources.getOrDefault(source, Map.of()).values()) {
            if (each.beacon.apps().contains(origin) && now - each.end < 0) {
                found.add(each.beacon);
            }
        }
        return found;
    }

    /** Forgets what has not been repeated. */
    synchronized void expire(long now) {
        List.copyOf(sources.keySet()).forEach(source -> expire(source, now));
    }

    synchronized int size() {
        return count;
    }

    private void expire(Source source, long now) {
        for (Lit each : List.copyOf(sources.getOrDefault(source, Map.of()).values())) {
            if (now - each.end >= 0) {
                remove(source, each.beacon.handle());
            }
        }
    }

    private void remove(Source source, String handle) {
        Map<String, Lit> here = sources.get(source);
        Lit gone = here == null ? null : here.remove(handle);
        if (gone == null) {
            return;
        }
        if (here.isEmpty()) {
            sources.remove(source);
        }
        count--;
        heap.take(-gone.beacon.bytes());
        owners.computeIfPresent(handle, (any, owner) -> owner.places() == 1 ? null : new Owner(owner.key(), owner.places() - 1));
    }
}

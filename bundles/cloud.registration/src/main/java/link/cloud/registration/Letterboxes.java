package link.cloud.registration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Letters by the name of their place, in memory; nothing tells who left them, or where from. Times are monotonic. Thread-safe. */
final class Letterboxes {
    /** What happened to a letter. */
    enum Result { TAKEN, OTHERS, FULL }

    private final int most;
    private final Heap heap;
    private final Map<String, Kept> places = new HashMap<>();

    /**
     * @param most places in all
     * @param heap what they may take of it
     */
    Letterboxes(int most, Heap heap) {
        this.most = most;
        this.heap = heap;
    }

    private record Kept(Letter letter, long end) {
    }

    /** Takes a letter in place of the one before; the first one there makes the place its sender's. */
    synchronized Result put(String locator, Letter next, long now) {
        Kept last = alive(locator, now);
        if (last != null && !last.letter().key().is(next.key())) {
            return Result.OTHERS;
        }
        int growth = next.bytes() - (last == null ? 0 : last.letter().bytes());
        if (last == null && places.size() >= most || !heap.take(growth)) {
            return Result.FULL;
        }
        places.put(locator, new Kept(next, now + next.ttl().toNanos()));
        return Result.TAKEN;
    }

    synchronized Optional<String> find(String locator, long now) {
        return Optional.ofNullable(alive(locator, now)).map(kept -> kept.letter().sealed());
    }

    /** Forgets what has not been repeated. */
    synchronized void expire(long now) {
        List.copyOf(places.keySet()).forEach(locator -> alive(locator, now));
    }

    synchronized int size() {
        return places.size();
    }

    private Kept alive(String locator, long now) {
        Kept kept = places.get(locator);
        if (kept != null && now - kept.end() >= 0) {
            places.remove(locator);
            heap.take(-kept.letter().bytes());
            return null;
        }
        return kept;
    }
}

package link.cloud.registration;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Letters by the name of their place, in memory; nothing tells who left them, or where from. Times are monotonic. Thread-safe. */
final class Letterboxes {
    /** What happened to a letter. */
    enum Result { TAKEN, OTHERS, TOO_OFTEN, FULL }

    private static final int PUTS_PER_MINUTE = 6;
    private static final int GETS_PER_MINUTE = 60;

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

    /** A place; how often something is left and fetched there goes on with each next letter. */
    private record Kept(Letter letter, long end, Minute puts, Minute gets) {
    }

    /** @return whether a letter with that key only takes the place of another one */
    synchronized boolean owns(String locator, Secret key, long now) {
        Kept kept = alive(locator, now);
        return kept != null && kept.letter().key().is(key);
    }

    /** Takes a letter in place of the one before; the first one there makes the place its sender's. */
    synchronized Result put(String locator, Letter next, long now) {
        Kept last = alive(locator, now);
        if (last != null && !last.letter().key().is(next.key())) {
            return Result.OTHERS;
        }
        Minute puts = last == null ? new Minute() : last.puts();
        if (puts.next(now) > PUTS_PER_MINUTE) {
            return Result.TOO_OFTEN;
        }
        int growth = next.bytes() - (last == null ? 0 : last.letter().bytes());
        if (last == null && places.size() >= most || !heap.take(growth)) {
            return Result.FULL;
        }
        places.put(locator, new Kept(next, now + next.ttl().toNanos(), puts, last == null ? new Minute() : last.gets()));
        return Result.TAKEN;
    }

    /** @return what lies there; empty, too, if it is fetched too often */
    synchronized Optional<String> find(String locator, long now) {
        return Optional.ofNullable(alive(locator, now)).filter(kept -> kept.gets().next(now) <= GETS_PER_MINUTE)
                .map(kept -> kept.letter().sealed());
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

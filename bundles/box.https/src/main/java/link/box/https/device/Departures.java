package link.box.https.device;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** Doors that have just been there: their bundles may be updated, and back in a moment. Thread-safe. */
final class Departures {
    private static final Duration KNOWN = Duration.ofSeconds(10);
    private static final int MOST = 256;

    private final Deque<Gone> gone = new ArrayDeque<>();

    private record Gone(Door door, long since) {
    }

    synchronized void add(Door door, long nanos) {
        forget(nanos);
        gone.addLast(new Gone(door, nanos));
        if (gone.size() > MOST) {
            gone.removeFirst();
        }
    }

    /** @return the door that got the path, if it fitted better than so */
    synchronized Optional<Door> find(String path, int fit, long nanos) {
        forget(nanos);
        Door best = null;
        int most = fit;
        for (Gone each : gone) {
            int here = each.door().rule().fit(path);
            if (here > most) {
                best = each.door();
                most = here;
            }
        }
        return Optional.ofNullable(best);
    }

    private void forget(long nanos) {
        while (!gone.isEmpty() && nanos - gone.getFirst().since() > KNOWN.toNanos()) {
            gone.removeFirst();
        }
    }
}

package link.box.address.names;

import java.time.Duration;
import java.util.List;

/**
 * How long caches hold, and which names there are.
 *
 * @param hold for how long any cache, or several in a row, and a browser behind them, may hold a record of TTL {@code ttl}
 * @param ttl of the main name and the pool
 * @param labels of the pool
 */
public record Terms(Duration hold, Duration ttl, List<String> labels) {
    /** An address label never changes. */
    static final Duration FOR_GOOD = Duration.ofHours(1);
    /** Address labels kept in the zone: with all else they fit into the 8 KiB that a server keeps for a Box, even with both families. */
    static final int LABELS = 6;
    /** With the fixed TTL of 600 s of a v1 server, that is 600 s in each of two caches, a minute in the browser, and some more. */
    private static final Duration HOLD_AT_V1 = Duration.ofMinutes(30);

    public Terms {
        labels = List.copyOf(labels);
    }

    Terms atV1() {
        return new Terms(hold.compareTo(HOLD_AT_V1) < 0 ? HOLD_AT_V1 : hold, ttl, labels);
    }
}

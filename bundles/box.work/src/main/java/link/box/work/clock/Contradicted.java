package link.box.work.clock;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How long the source has contradicted each {@link Floor} that is not firm, by the monotonic clock. Silence interrupts the count and
 * leaves it; it ends when the source tells a time at or after the floor. Without effects; not thread-safe.
 */
final class Contradicted {
    /** How long it takes until a floor is taken back. */
    static final Duration PATIENCE = Duration.ofHours(24);
    /** More floors were never wrong at once; the latest ones block longest. */
    static final int MOST = 16;

    private final TreeMap<Instant, Duration> lengths = new TreeMap<>();
    private Long last;

    /** @param hours what {@link #hours()} gave before the restart */
    Contradicted(Map<Instant, Long> hours) {
        hours.forEach((floor, length) -> lengths.put(floor, Duration.ofHours(length)));
    }

    /** The source has confirmed a time before these floors. */
    void count(List<Floor> floors, long nanos) {
        Duration passed = last == null ? Duration.ZERO : Duration.ofNanos(nanos - last);
        last = nanos;
        floors.forEach(floor -> lengths.compute(floor.time(), (time, length) -> length == null ? Duration.ZERO : length.plus(passed)));
        while (lengths.size() > MOST) {
            lengths.pollFirstEntry();
        }
    }

    /** The source confirms nothing: the time until it does so again is not counted. */
    void interrupt() {
        last = null;
    }

    /** The source says that it is this time: floors that it has reached may be right after all. */
    void reached(Instant time) {
        lengths.keySet().removeIf(floor -> !Floor.isAbove(floor, time));
    }

    /** @return whether the floor was contradicted long enough to count no more */
    boolean overrules(Floor floor) {
        return !floor.firm() && lengths.getOrDefault(floor.time(), Duration.ZERO).compareTo(PATIENCE) >= 0;
    }

    /** @return the whole hours of each floor that has any, at most as many as it takes */
    Map<Instant, Long> hours() {
        return lengths.entrySet().stream().filter(each -> each.getValue().toHours() > 0)
                .collect(Collectors.toMap(Map.Entry::getKey, each -> Math.min(each.getValue().toHours(), PATIENCE.toHours())));
    }
}

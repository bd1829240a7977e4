package link.cloud.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import link.box.common.net.Source;

/** Which Boxes are behind which outgoing address, in memory, for as long as they keep saying so. Thread-safe. */
final class Board {
    static final Duration LIFE = Duration.ofSeconds(120);

    /** What happened to an announcement. */
    enum Result { TAKEN, TOO_MANY_HERE, FULL }

    private final int perSource;
    private final int most;
    private final long mostBytes;
    private final Map<Source, Map<String, Announcement>> sources = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();

    /**
     * @param perSource announcements behind one source
     * @param most announcements in all
     * @param mostBytes bytes of heap in all
     */
    Board(int perSource, int most, long mostBytes) {
        this.perSource = perSource;
        this.most = most;
        this.mostBytes = mostBytes;
    }

    /** Takes an announcement in place of the client's last one from the same source. */
    Result put(Source source, Announcement next) {
        Result[] result = {Result.TAKEN};
        sources.compute(source, (any, known) -> {
            Map<String, Announcement> here = alive(known, next.at());
            result[0] = put(here, next);
            return here.isEmpty() ? null : here;
        });
        return result[0];
    }

    private Result put(Map<String, Announcement> here, Announcement next) {
        Announcement last = here.get(next.client());
        int growth = next.bytes() - (last == null ? 0 : last.bytes());
        if (last == null && here.size() >= perSource) {
            return Result.TOO_MANY_HERE;
        }
        if (last == null && count.get() >= most || growth > 0 && bytes.get() + growth > mostBytes) {
            return Result.FULL;
        }
        count.addAndGet(last == null ? 1 : 0);
        bytes.addAndGet(growth);
        here.put(next.client(), next);
        return Result.TAKEN;
    }

    /** @return what is announced from the source and alive */
    List<Announcement> find(Source source, Instant now) {
        Collection<Announcement> here = sources.getOrDefault(source, Map.of()).values();
        return here.stream().filter(each -> isAlive(each, now)).toList();
    }

    /** Forgets what has not been repeated. */
    void expire(Instant now) {
        for (Source source : sources.keySet()) {
            sources.computeIfPresent(source, (any, known) -> {
                Map<String, Announcement> here = alive(known, now);
                return here.isEmpty() ? null : here;
            });
        }
    }

    /** @return how many announcements are kept, dead ones among them until {@link #expire} */
    int size() {
        return count.get();
    }

    /** A copy: readers look at the old one without a lock. */
    private Map<String, Announcement> alive(Map<String, Announcement> known, Instant now) {
        Map<String, Announcement> here = new LinkedHashMap<>(known == null ? Map.of() : known);
        here.values().removeIf(each -> {
            boolean dead = !isAlive(each, now);
            if (dead) {
                count.decrementAndGet();
                bytes.addAndGet(-each.bytes());
            }
            return dead;
        });
        return here;
    }

    private static boolean isAlive(Announcement each, Instant now) {
        return now.isBefore(each.at().plus(LIFE));
    }
}

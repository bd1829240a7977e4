package link.cloud.registration;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import link.box.common.net.Source;

/** Which Boxes are behind which outgoing address, in memory, for as long as they keep saying so. Thread-safe. */
final class Board {
    static final Duration LIFE = Duration.ofSeconds(120);

    /** What happened to an announcement. */
    enum Result { TAKEN, TOO_MANY_HERE, FULL }

    private final int perSource;
    private final int most;
    private final Map<Source, Map<String, Announcement>> sources = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();

    Board(int perSource, int most) {
        this.perSource = perSource;
        this.most = most;
    }

    /** Takes an announcement in place of the client's last one from the same source. */
    Result put(Source source, Announcement next) {
        Result[] result = {Result.TAKEN};
        sources.compute(source, (any, known) -> {
            Map<String, Announcement> here = alive(known, next.at());
            boolean more = !here.containsKey(next.client());
            if (more && here.size() >= perSource) {
                result[0] = Result.TOO_MANY_HERE;
            } else if (more && count.get() >= most) {
                result[0] = Result.FULL;
            } else {
                count.addAndGet(more ? 1 : 0);
                here.put(next.client(), next);
            }
            return here.isEmpty() ? null : here;
        });
        return result[0];
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
        here.values().removeIf(each -> !isAlive(each, now));
        count.addAndGet(here.size() - (known == null ? 0 : known.size()));
        return here;
    }

    private static boolean isAlive(Announcement each, Instant now) {
        return now.isBefore(each.at().plus(LIFE));
    }
}

package link.box.testing.acme;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** Counts what is limited, over sliding periods of the authority's clock. */
final class Limits {
    private final Map<String, Deque<Instant>> counted = new HashMap<>();
    private final Site site;

    Limits(Site site) {
        this.site = site;
    }

    /** @throws Problem the limit is reached; says when the next one is free */
    void check(Limit limit, String subject) throws Problem {
        Deque<Instant> times = times(limit, subject);
        if (times.size() < site.rules().most(limit)) {
            return;
        }
        Instant now = site.now();
        site.notebook().violated(new Violation(now, limit, subject));
        Duration wait = Duration.between(now, times.isEmpty() ? now.plus(limit.period()) : times.getFirst().plus(limit.period()));
        // said in whole seconds: rather one more than one too few
        throw Problem.rateLimited("too many: " + limit + " of " + subject + " within " + limit.period(), wait.plusSeconds(1));
    }

    void count(Limit limit, String subject) {
        times(limit, subject).addLast(site.now());
    }

    void forget() {
        counted.clear();
    }

    /** @return the last two labels */
    static String domain(String name) {
        String[] labels = name.split("\\.");
        return labels.length < 2 ? name : labels[labels.length - 2] + "." + labels[labels.length - 1];
    }

    private Deque<Instant> times(Limit limit, String subject) {
        Deque<Instant> times = counted.computeIfAbsent(limit + " " + subject, any -> new ArrayDeque<>());
        Instant start = site.now().minus(limit.period());
        while (!times.isEmpty() && !times.getFirst().isAfter(start)) {
            times.removeFirst();
        }
        return times;
    }
}

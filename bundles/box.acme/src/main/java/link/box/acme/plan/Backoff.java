package link.box.acme.plan;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** How long to wait after a failed attempt. */
public final class Backoff {
    private static final List<Duration> STEPS = List.of(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofMinutes(100));
    private static final Duration DAY = Duration.ofDays(1);
    private static final Duration HOUR = Duration.ofHours(1);
    /** Let's Encrypt counts five failed validations of a name an hour. */
    private static final Duration SHORTEST_AT_LAST = Duration.ofMinutes(30);
    private static final double JITTER = 0.1;

    private Backoff() {
    }

    /**
     * 1, 10, 100 minutes, then a day. Never longer than an eighth of what is left of the certificate in service, so that several tries
     * remain; and without one, an hour for failures that no CA counts.
     *
     * @param failures how many in a row, this one among them
     * @param certificate the one in service, if any
     * @param counted whether a CA may have counted it
     */
    public static Duration after(int failures, Optional<Lifetime> certificate, Instant now, boolean counted, RandomGenerator random) {
        Duration usual = failures > STEPS.size() ? DAY : STEPS.get(Math.max(0, failures - 1));
        Duration most = certificate.filter(life -> now.isBefore(life.end())).map(life -> longest(life, now)).orElse(counted ? DAY : HOUR);
        Duration capped = usual.compareTo(most) < 0 ? usual : most;
        return capped.plusMillis(random.nextLong(1 + (long) (capped.toMillis() * JITTER)));
    }

    private static Duration longest(Lifetime life, Instant now) {
        Duration least = life.length().dividedBy(20);
        Duration floor = least.compareTo(SHORTEST_AT_LAST) < 0 ? least : SHORTEST_AT_LAST;
        Duration eighth = life.left(now).dividedBy(8);
        return eighth.compareTo(floor) < 0 ? floor : eighth;
    }
}

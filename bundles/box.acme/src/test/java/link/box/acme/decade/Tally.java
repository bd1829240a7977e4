package link.box.acme.decade;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Counts, and measures how long the certificate in the store was expired, or none was there after the first. */
final class Tally {
    long outages;
    long kills;
    long starts;
    long failed;
    long resumed;
    long threads;
    final List<String> gaps = new ArrayList<>();
    private Instant since = Years.BEGIN;
    private Instant end = Instant.MAX;
    private Duration expired = Duration.ZERO;
    private boolean ever;

    /** @param until when the certificate ends that is in the store from now on; null if none is */
    void served(Instant now, Instant until) {
        settle(now);
        ever |= until != null;
        end = until != null ? until : ever ? Instant.MIN : Instant.MAX;
    }

    /** @return how long, until now */
    double expiredHours(Instant now) {
        settle(now);
        return expired.toMillis() / (double) Duration.ofHours(1).toMillis();
    }

    boolean ever() {
        return ever;
    }

    private void settle(Instant now) {
        Instant from = end.isAfter(since) ? end : since;
        if (from.isBefore(now)) {
            expired = expired.plus(Duration.between(from, now));
            gaps.add(from + " to " + now);
        }
        since = now;
    }
}
